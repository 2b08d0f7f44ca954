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
