/** The maximum length of a server text in an error message, in characters. */
const MAX_LENGTH = 500;

/** Escape sequences of terminals (ECMA-48): colours, cursor movements, titles, links. */
// oxlint-disable-next-line no-control-regex -- Control characters are what it looks for.
const ESCAPES = /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B[\]P^_X][^\u0007\u001B\u009C]*|\u001B[ -/]*[0-~]?/gu;

/** Control characters, line ends, and characters that change the direction of the text around them. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\s]+/gu;

/**
 * A text of a server for an error message: one line of at most 500 characters, without control characters and escape
 * sequences, so that it cannot imitate other lines of a log or change a terminal.
 */
export function oneLine(text: string): string {
  const start = text.length > 8 * MAX_LENGTH ? text.slice(0, 8 * MAX_LENGTH) : text;
  const line = start.replace(ESCAPES, " ").replace(CONTROLS, " ").trim();
  // The cut may not leave half of a character.
  return line.length <= MAX_LENGTH ? line : line.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
