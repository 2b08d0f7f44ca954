/**
 * Characters that people do not see, and that terminals, browsers and editors act on: controls but tab and line feed
 * (C0, DEL, C1), line and paragraph separators, direction marks, overrides and isolates (Unicode TR 36, 39 and "Trojan
 * Source"), tags, and halves of surrogate pairs.
 */
const HIDDEN =
  /[^\P{Cc}\t\n]|[\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]|\p{Surrogate}/gu;

/**
 * A text in which nothing is hidden: such characters become escapes of JSON and JavaScript, so that strings in both keep
 * their values.
 */
export function visible(text: string): string {
  return text.replaceAll(HIDDEN, (character) =>
    character
      .split("")
      .map((unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
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
  return oneLine(text, max)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|~#]|:(?=\/\/)|(?<=\bwww)\./giu, String.raw`\$&`)
    .replaceAll("@", "@\u200B");
}
