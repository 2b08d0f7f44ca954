/** The maximum length of a server text in an error message, in characters. */
const MAX_LENGTH = 500;

/**
 * Escape sequences of terminals (ECMA-48): colours, cursor movements, titles, links; control characters, line ends, and
 * characters that change the direction of the text around them.
 */
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex -- Control characters are what it looks for.
  /(?:(?:\x1B\[|\x9B)[0-?]*[ -/]*[@-~]|\x1B[\]P^_X][^\x07\x1B\x9C]*|\x1B[ -/]*[0-~]?|[\p{Cc}\p{Bidi_C}\s])+/gu;

/**
 * A text of a server for an error message: one line of at most 500 characters, without control characters and escape
 * sequences, so that it cannot imitate other lines of a log or change a terminal.
 */
export function oneLine(text: string): string {
  const line = text
    .slice(0, 8 * MAX_LENGTH)
    .replace(UNPRINTABLE, " ")
    .trim();
  // The cut may not leave half of a character.
  return line.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
