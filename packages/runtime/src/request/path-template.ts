/** Splits a path template: `/a/{b}/c` is `["/a/", "b", "/c"]`, texts and names in turn. */
export function splitTemplate(template: string): readonly string[] {
  return template.split(/\{([^{}]*)\}/);
}

/** Replaces each name by what `write` returns for it. */
export function fillTemplate(parts: readonly string[], write: (name: string) => string): string {
  let path = "";
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? "";
    path += index % 2 === 0 ? part : write(part);
  }
  return path;
}
