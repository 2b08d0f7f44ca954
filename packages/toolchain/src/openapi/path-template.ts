/** A piece of a path template: an expression in braces, by its name, or the text of a segment or of a part of one. */
export type TemplatePart = { readonly name: string } | { readonly text: string };

const EXPRESSION = /\{([^{}]*)\}/gu;

/** The pieces of a path template in order. A colon parts a segment too: `/jobs/{id}:cancel` has the text `cancel`. */
export function templateParts(path: string): TemplatePart[] {
  return [...path.matchAll(/\{([^{}]*)\}|([^/:{}]+)/gu)].map(([, name, text = ""]) =>
    name === undefined ? { text } : { name },
  );
}

/** The names between braces, each once. */
export function templateNames(path: string): string[] {
  return [...new Set([...path.matchAll(EXPRESSION)].map(([, name = ""]) => name))];
}

/** A path template with renamed parameters. */
export function withTemplateNames(path: string, rename: (name: string) => string): string {
  return path.replaceAll(EXPRESSION, (_, name: string) => `{${rename(name)}}`);
}

/** A path template without the names of its parameters, which never travel: equal for paths that are the same. */
export function templateShape(path: string): string {
  return path.replaceAll(EXPRESSION, "{}");
}

/** An expression of a path template. Frameworks add operators, patterns, and marks for optional or repeated parts. */
export interface Expression {
  readonly name: string;
  /** Whether the value can have several segments, separated by slashes. */
  readonly isSeveral: boolean;
}

/**
 * Reads an expression in another syntax than OpenAPI. These have several segments: `{+name}` (RFC 6570, section 3.2.3),
 * `{name=jobs/*}` and `{name=**}` (google.api.http), `{name+}` (AWS), `{name*}`, `{*name}`, `{name:path}` and
 * `{name: .+}`.
 */
export function readExpression(text: string): Expression {
  const [start = text, operator = "", name = text] = /^([+./;&*]{0,2})([^\s=:*+?!]+)/u.exec(text) ?? [];
  const rest = text.slice(start.length);
  const isSeveral = /[+*]/u.test(operator) || /^[*+]|^=.*(?:\/|\*\*)|^:\s*(?:path$|\.[*+])/u.test(rest);
  return { name, isSeveral };
}

/** A path template without query expressions such as `{?limit,offset}`. The document declares these as parameters. */
export function withoutQueryExpressions(path: string): string {
  return path.replaceAll(/\{[?&][^{}]*\}/gu, "");
}
