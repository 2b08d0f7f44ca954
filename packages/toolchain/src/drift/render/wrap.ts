/** The columns of a default terminal. Longer lines are harder to read. */
export const MAX_COLUMNS = 80;

/** Wraps parts into lines of so many columns; a longer part is broken. Lines after the first are indented. */
export function wrap(
  columns: number,
  parts: readonly string[],
  separator: string,
  indent: string,
  first = indent,
): string[] {
  const lines: string[] = [];
  let line = first;
  for (const part of parts.flatMap((text) => broken(text, columns - Math.max(indent.length, first.length)))) {
    const isFresh = line === first || line === indent;
    const longer = isFresh ? line + part : line + separator + part;
    if (isFresh || longer.length <= columns) line = longer;
    else {
      lines.push(line);
      line = indent + part;
    }
  }
  return [...lines, line];
}

/** {@link wrap} for the words of a text. */
export function words(columns: number, text: string, indent: string, first = indent): string[] {
  return wrap(columns, text.split(" "), " ", indent, first);
}

/** A part in pieces that fit a line: at spaces where it has some. */
function broken(part: string, room: number): string[] {
  if (part.length <= room) return [part];
  const space = part.lastIndexOf(" ", room);
  const end = space > 0 ? space : room;
  return [part.slice(0, end), ...broken(part.slice(end).trimStart(), room)];
}
