/** Columns of a terminal that nobody has widened. */
export const width = 80;

/** Lines of at most so many columns, as far as the parts allow: they are never cut. Lines after the first are indented. */
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

/** {@link wrap} for a text, word by word. */
export function words(text: string, indent: string, first = indent): string[] {
  return wrap(text.split(" "), " ", indent, first);
}
