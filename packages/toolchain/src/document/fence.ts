/** A fenced code block of a Markdown page (CommonMark, "Fenced code blocks"). */
export interface Fence {
  /** Language, the first word after the opening fence; "" where there is none. */
  readonly language: string;
  /** What follows the language on the opening line. */
  readonly info: string;
  /** Line of the opening fence, counted from 1. */
  readonly line: number;
  /** The lines between the fences. */
  readonly content: string;
  /** False where the page ends before the block does. */
  readonly closed: boolean;
}

/** The fenced blocks of a page, in order. Inside a block, fences that are shorter or of the other character are text. */
export function findFences(page: string): Fence[] {
  const lines = page.split("\n");
  const fences: Fence[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const opening = lines[index] ?? "";
    const [begin = "", marker = ""] = /^ {0,3}(`{3,}|~{3,})/.exec(opening) ?? [];
    const rest = opening.slice(begin.length);
    if (marker === "" || (marker.startsWith("`") && rest.includes("`"))) continue;
    const [language = ""] = rest.trim().split(/\s/, 1);
    const first = index + 1;
    index = first;
    while (index < lines.length && !closes(lines[index] ?? "", marker)) index += 1;
    fences.push({
      language,
      info: rest.trim().slice(language.length).trim(),
      line: first,
      content: lines
        .slice(first, index)
        .map((line) => `${line}\n`)
        .join(""),
      closed: index < lines.length,
    });
  }
  return fences;
}

function closes(line: string, marker: string): boolean {
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return closing !== undefined && closing[0] === marker[0] && closing.length >= marker.length;
}
