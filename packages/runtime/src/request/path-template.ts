/** Splits a path template: `/a/{b}/c` is `["/a/", "b", "/c"]`, texts and names in turn. */
export function splitTemplate(template: string): readonly string[] {
  return template.split(/\{([^{}]*)\}/);
}

/** Replaces each name by what `write` returns for it. */
export function fillTemplate(parts: readonly string[], write: (name: string) => string): string {
  return parts.map((part, index) => (index % 2 === 0 ? part : write(part))).join("");
}
