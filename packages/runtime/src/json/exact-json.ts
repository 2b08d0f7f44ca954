import { randomUuid } from "./random-uuid.js";

/** Parses and writes JSON. */
export interface JsonCodec {
  parse(text: string): unknown;
  /** Returns undefined for a value that JSON cannot represent. */
  stringify(value: unknown): string | undefined;
}

/** An integer with more digits stays text: making a bigint of it takes more than linear time. */
const MAX_DIGITS = 4_096;

/**
 * JSON without loss of digits: an integer that a JavaScript number cannot represent becomes a bigint, any other such
 * number, and an integer of more than 4,096 digits, becomes the text of its digits. A bigint is written as its digits.
 * For the `json` option of a client.
 */
export const exactJson: JsonCodec = {
  parse(text) {
    // A random mark: no string that a server sends can contain it.
    const mark = randomUuid();
    const marked = markInexactNumbers(text, mark);
    if (marked === text) return JSON.parse(text);
    return JSON.parse(marked, (_key, value: unknown) => {
      if (typeof value !== "string" || !value.startsWith(mark)) return value;
      const digits = value.slice(mark.length);
      return digits.length <= MAX_DIGITS && /^[\d-]+$/.test(digits) ? BigInt(digits) : digits;
    });
  },
  stringify(value) {
    const mark = randomUuid();
    const text: string | undefined = JSON.stringify(value, (_key, item: unknown) =>
      typeof item === "bigint" ? `${mark}${item}` : item,
    );
    return text?.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
  },
};

/**
 * The text with each number that a JavaScript number cannot represent as a marked string. The text is read once from
 * start to end. An expression for whole strings or numbers would need memory for each of their characters.
 */
function markInexactNumbers(text: string, mark: string): string {
  const start = /["\d-]/g;
  let marked = "";
  let copied = 0;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    const { index } = found;
    if (found[0] === '"') {
      start.lastIndex = stringEnd(text, index);
      continue;
    }
    const end = numberEnd(text, index);
    start.lastIndex = end;
    const token = text.slice(index, end);
    if (token.length < SHORT || /\D/.test(text[end - 1] ?? "") || isExact(token)) continue;
    marked += `${text.slice(copied, index)}"${mark}${token}"`;
    copied = end;
  }
  return copied === 0 ? text : marked + text.slice(copied);
}

/** Every shorter number is exact. */
const SHORT = 5;

/** The index after the number that starts at `start` (RFC 8259, section 6). */
function numberEnd(text: string, start: number): number {
  const first = text[start] === "-" ? start + 1 : start;
  let end = digitsEnd(text, first);
  // Not a number: no digits, or a leading zero. The parser refuses it.
  if (end === first || (text[first] === "0" && end > first + 1)) return first + 1;
  if (text[end] === ".") {
    const point = end;
    end = digitsEnd(text, point + 1);
    if (end === point + 1) return point;
  }
  if (!/[eE]/.test(text[end] ?? "")) return end;
  return digitsEnd(text, /[+-]/.test(text[end + 1] ?? "") ? end + 2 : end + 1);
}

function digitsEnd(text: string, start: number): number {
  let end = start;
  for (let code = text.charCodeAt(end); code >= 48 && code <= 57; code = text.charCodeAt(++end));
  return end;
}

/** The index after the string that starts at `start`. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text[first - 1] === "\\") first--;
    // An even number of backslashes are themselves escaped.
    if ((end - first) % 2 === 0) return end + 1;
  }
  return text.length;
}

/** The most digits that a JavaScript number is written with. */
const MOST_DIGITS = 17;

/** Whether a JavaScript number has exactly the value of the text. */
function isExact(token: string): boolean {
  const wanted = canonical(token);
  return wanted !== undefined && wanted === canonical(String(Number(token)));
}

/** Digits and exponent without redundant zeros: equal for two texts of the same value. Undefined if there are too many. */
function canonical(token: string): string | undefined {
  const [number = "", exponent = "0"] = token.split(/e/i);
  const [whole = "", fraction = ""] = number.split(".");
  const digits = whole.replace("-", "") + fraction;
  let first = 0;
  while (digits[first] === "0") first++;
  let end = digits.length;
  while (end > first && digits[end - 1] === "0") end--;
  if (end - first > MOST_DIGITS) return undefined;
  if (end === first) return "0";
  return `${digits.slice(first, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}
