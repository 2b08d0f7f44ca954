/**
 * Characters that people do not see, and that terminals, browsers and editors act on: controls but tab and line feed
 * (C0, DEL, C1), line and paragraph separators, direction marks, overrides and isolates (Unicode TR 36, 39 and "Trojan
 * Source"), tags, and halves of surrogate pairs.
 */
const HIDDEN =
  /[^\P{Cc}\t\n]|[\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]|\p{Surrogate}/gu;

/**
 * A text in which nothing is hidden: such characters become escapes of JSON and JavaScript, so that strings in both
 * keep their values.
 */
export function visible(text: string): string {
  return text.replaceAll(HIDDEN, (character) =>
    character.length === 1 ? escapeAt(character, 0) : escapeAt(character, 0) + escapeAt(character, 1),
  );
}

/** The escape of one UTF-16 unit. */
function escapeAt(character: string, index: number): string {
  return String.raw`\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
}

/**
 * A text on one line, with nothing hidden.
 *
 * @param max The longest result, in UTF-16 units. The text is cut before anything else reads it.
 */
export function oneLine(text: string, max = 500): string {
  const line = visible(text.slice(0, 2 * max).replaceAll(/\s+/gu, " ")).trim();
  return line.length > max || text.length > 2 * max
    ? `${line.slice(0, max - 1).replace(/\p{Surrogate}$/u, "")}…`
    : line;
}

/**
 * A text on one line of Markdown: it formats nothing, links nowhere and mentions nobody (GitHub Flavored Markdown,
 * "Autolinks (extension)").
 */
export function markdownText(text: string, max?: number): string {
  return escapeMarkdown(oneLine(text, max));
}

/** {@link markdownText} whose names stay code between backticks. Where these do not pair, one comes from a document. */
export function markdownMessage(text: string, max = Infinity): string {
  const line = oneLine(text, max);
  const parts = line.split("`");
  if (parts.length % 2 === 0 || line.includes("``")) return escapeMarkdown(line);
  return parts.map((part, index) => (index % 2 === 0 ? escapeMarkdown(part) : markdownCode(part))).join("");
}

/** Code on one line, with a fence longer than any run of backticks in it (CommonMark, code spans). */
export function markdownCode(text: string): string {
  const line = oneLine(text, Infinity);
  const longest = Math.max(0, ...[...line.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/**
 * A cell of a table, with escaped bars: a bar ends a cell, even in code. Outside a table, code would show the escape.
 */
export function markdownCell(markdown: string): string {
  return markdown.replaceAll("|", String.raw`\|`);
}

function escapeMarkdown(line: string): string {
  return line
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]~#]|:(?=\/\/)|(?<=\bwww)\./giu, String.raw`\$&`)
    .replaceAll("@", "@\u200B");
}
