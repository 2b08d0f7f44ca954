import { pathValue } from "./parameters.js";

/** Splits `/a/{b}/c` into `["/a/", "/c"]` and `["b"]`. */
export function splitTemplate(template: string): { readonly literals: string[]; readonly names: string[] } {
  const parts = template.split(/\{([^{}]*)\}/);
  return {
    literals: parts.filter((_, index) => index % 2 === 0),
    names: parts.filter((_, index) => index % 2 === 1),
  };
}

/** Fills a template by name, each value in `simple` style. */
export function expandTemplate(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => pathValue({ name, in: "path" }, values[name]));
}
