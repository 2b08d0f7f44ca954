import type { TextPosition } from "./position.js";

/** The offset of what follows white space. */
export function afterSpace(text: string, offset: number): number {
  let at = offset;
  for (let code = text.charCodeAt(at); isSpace(code); code = text.charCodeAt(at)) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The offset of what follows the string whose first quote stands at `offset`; -1 where it does not end. */
export function afterString(text: string, offset: number): number {
  let end = text.indexOf('"', offset + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? -1 : end + 1;
}

function isEscaped(text: string, offset: number): boolean {
  let first = offset;
  while (text[first - 1] === "\\") first -= 1;
  return (offset - first) % 2 === 1;
}

/** Where a value of a text begins, and where its members do. Only what is asked for is looked up, in a text that has been read. */
export class JsonPlace implements TextPosition {
  readonly offset: number;
  readonly #text: string;
  readonly #value: number;
  #members: ReadonlyMap<string, TextPosition> | undefined;

  /** @param value Where the value begins; the place of a member begins with its key. */
  constructor(text: string, value: number, offset = value) {
    this.#text = text;
    this.#value = value;
    this.offset = offset;
  }

  get members(): ReadonlyMap<string, TextPosition> {
    return (this.#members ??= new Map(membersAt(this.#text, this.#value)));
  }
}

function* membersAt(text: string, value: number): Generator<[key: string, place: TextPosition]> {
  const open = text[value];
  if (open !== "{" && open !== "[") return;
  let at = afterSpace(text, value + 1);
  for (let index = 0; text[at] !== "}" && text[at] !== "]"; index += 1) {
    const start = at;
    let key = String(index);
    if (open === "{") {
      const end = afterString(text, start);
      key = String(JSON.parse(text.slice(start, end)));
      at = afterSpace(text, afterSpace(text, end) + 1);
    }
    yield [key, new JsonPlace(text, at, start)];
    at = afterSpace(text, afterValue(text, at));
    if (text[at] === ",") at = afterSpace(text, at + 1);
  }
}

const SCALAR_END = /[\s,\]}]|$/g;

function afterValue(text: string, offset: number): number {
  if (text[offset] === '"') return afterString(text, offset);
  if (text[offset] !== "{" && text[offset] !== "[") {
    SCALAR_END.lastIndex = offset;
    return SCALAR_END.exec(text)?.index ?? text.length;
  }
  let depth = 0;
  for (let at = offset; at < text.length;) {
    const code = text.charCodeAt(at);
    at = code === QUOTE ? afterString(text, at) : at + 1;
    if (code === BRACE || code === BRACKET) depth += 1;
    else if (code === BRACE_END || code === BRACKET_END) depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

const [QUOTE, BRACE, BRACE_END, BRACKET, BRACKET_END] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d];
