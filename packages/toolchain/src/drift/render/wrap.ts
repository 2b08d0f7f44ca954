/** The columns of a default terminal. */
export const width = 80;

/**
 * Wraps parts into lines of {@link width} columns; a longer part gets its own line. Lines after the first are indented.
 */
export function wrap(parts: readonly string[], separator: string, indent: string, first = indent): string[] {
  const lines: string[] = [];
  let line = first;
  for (const part of parts) {
    const isFresh = line === first || line === indent;
    const longer = isFresh ? line + part : line + separator + part;
    if (isFresh || longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = indent + part;
    }
  }
  return [...lines, line];
}

/** {@link wrap} for the words of a text. */
export function words(text: string, indent: string, first = indent): string[] {
  return wrap(text.split(" "), " ", indent, first);
}
