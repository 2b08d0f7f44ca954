import { trimEndOf } from "../trim.js";

/** Folded text is broken where it would pass this column. */
const WIDTH = 100;

/** Texts that every YAML reader, old ones included, takes for text without quotes: no number, date, boolean or null. */
const PLAIN = /^(?:[A-Za-z_$/(][\w $/().,;+=*&|!?~^<>@%'"[\]{}`#:\u00A1-\u167F\u3001-\uD7FF-]*|\d+\.\d+\.\d+)$/;
const NOT_PLAIN = /: |:$| #| $| {2}|^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * Characters that are written as escapes: those that YAML cannot carry otherwise (YAML 1.2.2, section 5.1), those that
 * editors take for line ends or drop, and those that people do not see: direction marks, overrides and isolates, and tags.
 */
const ESCAPED =
  /[^\t\n\x20-\x7E\u00A0-\u061B\u061D-\u200D\u2010-\u2027\u202F-\u2065\u206A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{DFFFF}\u{E0080}-\u{10FFFF}]/u;
const EVERY_ESCAPED = new RegExp(ESCAPED.source, "gu");

/** A scalar on one line. */
export function scalar(value: string | number | bigint | boolean | null): string {
  if (typeof value === "number") return printNumber(value);
  if (typeof value !== "string") return String(value);
  if (PLAIN.test(value) && !NOT_PLAIN.test(value) && !ESCAPED.test(value)) return value;
  return /[\t\n]/.test(value) || ESCAPED.test(value) ? doubleQuoted(value) : `'${value.replaceAll("'", "''")}'`;
}

/** A text on lines of its own, below its key: as it is where it has several lines, folded where its one line is long. */
export function blockScalar(text: string, indent: string): string | undefined {
  if (/^\s/.test(text) || ESCAPED.test(text)) return undefined;
  const line = text.endsWith("\n") ? text.slice(0, -1) : text;
  if (line.includes("\n")) return literal(text, indent);
  return folded(line, line === text ? ">-" : ">", indent) ?? (line === text ? undefined : literal(text, indent));
}

function literal(text: string, indent: string): string | undefined {
  // A reader may take lines of blanks alone for the end of the text, or drop their blanks.
  if (/^[ \t]+$/m.test(text)) return undefined;
  const end = text.length - trimEndOf(text, "\n").length;
  const chomping = end === 0 ? "-" : end === 1 ? "" : "+";
  const lines = (end === 0 ? text : text.slice(0, -1)).split("\n");
  return [`|${chomping}`, ...lines.map((line) => (line === "" ? "" : `${indent}${line}`))].join("\n");
}

function folded(text: string, header: string, indent: string): string | undefined {
  const width = Math.max(WIDTH - indent.length, WIDTH / 2);
  if (text.length <= width || /\t| $/.test(text)) return undefined;
  const lines: string[] = [];
  // Only a single space between two words may become a line break: more of them would not come back.
  for (const word of text.split(/(?<=\S) (?=\S)/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.length === 1 ? undefined : [header, ...lines.map((line) => `${indent}${line}`)].join("\n");
}

/** Digits that read back as the same number: an integer beyond 2⁵³ that is no bigint keeps its exponent. */
function printNumber(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replaceAll(EVERY_ESCAPED, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}
