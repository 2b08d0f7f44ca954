import { type ErrorCode, ToolchainError } from "../errors.js";
import { type Json, type JsonObject, setOwn } from "../json.js";
import { MAX_DEPTH, TEXT_FIELDS, type TextFields } from "./data.js";
import { afterSpace, afterString } from "./json-scan.js";
import type { PositionToLocation } from "./position.js";

/** A string that says what it is: no escape, and no control character, which JSON does not allow. */
const PLAIN = /^[ -[\]-\uffff]*$/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const LITERAL = /true|false|null/y;

/** A recursive descent over one JSON text. */
export class JsonReader {
  readonly #text: string;
  readonly #position: PositionToLocation;
  readonly #path: string[] = [];
  #offset = 0;

  constructor(text: string, position: PositionToLocation) {
    this.#text = text;
    this.#position = position;
  }

  /** The text's value. */
  read(): Json {
    this.#skipSpace();
    const value = this.#value(TEXT_FIELDS);
    if (this.#offset < this.#text.length) throw this.#expected("the end of the text");
    return value;
  }

  #value(text: true | TextFields | undefined): Json {
    const next = this.#text[this.#offset];
    const value = next === "{" ? this.#object(text) : next === "[" ? this.#array() : this.#scalar(text);
    this.#skipSpace();
    return value;
  }

  #object(text: true | TextFields | undefined): JsonObject {
    const object: JsonObject = {};
    const starts: number[] = [];
    this.#enter();
    for (let more = !this.#skip("}"); more; more = this.#another("}")) {
      const start = this.#offset;
      const key = this.#string();
      if (key === undefined) throw this.#expected("a key in double quotes");
      this.#path.push(key);
      if (Object.hasOwn(object, key)) throw this.#duplicate(key, starts, start);
      starts.push(start);
      this.#skipSpace();
      if (!this.#skip(":")) throw this.#expected('":"');
      const field = typeof text === "object" && Object.hasOwn(text, key) ? text[key] : undefined;
      setOwn(object, key, this.#value(field));
      this.#path.pop();
    }
    return object;
  }

  #array(): Json[] {
    const array: Json[] = [];
    this.#enter();
    for (let more = !this.#skip("]"); more; more = this.#another("]")) {
      const key = String(array.length);
      this.#path.push(key);
      array.push(this.#value(undefined));
      this.#path.pop();
    }
    return array;
  }

  #scalar(text: true | TextFields | undefined): Json {
    const string = this.#string();
    if (string !== undefined) return string;
    const literal = this.#take(LITERAL);
    if (literal !== undefined) return literal === "null" ? null : literal === "true";
    const start = this.#offset;
    const digits = this.#take(NUMBER);
    if (digits === undefined) throw this.#expected("a JSON value");
    if (text === true) return digits;
    const number = Number(digits);
    if (!Number.isFinite(number))
      throw this.#error("document/number", `Expected a finite number, found ${digits}`, start);
    return !Number.isSafeInteger(number) && /^-?\d+$/.test(digits) ? BigInt(digits) : number;
  }

  /** The string that begins here, unescaped. */
  #string(): string | undefined {
    const start = this.#offset;
    if (this.#text[start] !== '"') return undefined;
    const end = afterString(this.#text, start);
    if (end === -1)
      throw this.#error("document/unreadable", "Expected a string to end, found the end of the text", start);
    this.#offset = end;
    const inner = this.#text.slice(start + 1, end - 1);
    if (PLAIN.test(inner)) return inner;
    const raw = this.#text.slice(start, end);
    try {
      const string: unknown = JSON.parse(raw);
      if (typeof string === "string") return string;
    } catch {
      // Reported below, with its place.
    }
    throw this.#error(
      "document/unreadable",
      "Expected a JSON string, found a bad escape or a control character",
      start,
    );
  }

  #enter(): void {
    if (this.#path.length >= MAX_DEPTH) {
      throw this.#error("document/too-deep", `Expected at most ${MAX_DEPTH} levels of nesting, found more`);
    }
    this.#offset += 1;
    this.#skipSpace();
  }

  /** Whether a comma announces another member; otherwise the closing bracket must follow. */
  #another(end: string): boolean {
    if (this.#skip(",")) return true;
    if (this.#skip(end)) return false;
    throw this.#expected(`"," or "${end}"`);
  }

  #skip(character: string): boolean {
    if (this.#text[this.#offset] !== character) return false;
    this.#offset += 1;
    this.#skipSpace();
    return true;
  }

  #skipSpace(): void {
    this.#offset = afterSpace(this.#text, this.#offset);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const taken = pattern.exec(this.#text)?.[0];
    this.#offset += taken?.length ?? 0;
    return taken;
  }

  #duplicate(key: string, starts: readonly number[], start: number): ToolchainError {
    const earlier = starts.find((offset) => {
      this.#offset = offset;
      return this.#string() === key;
    });
    const lines = [earlier ?? start, start].map((offset) => `line ${this.#position(offset).line}`);
    const message = `Expected each key once, found ${JSON.stringify(key)} on ${lines.join(" and on ")}`;
    return this.#error("document/duplicate-key", message, start);
  }

  #expected(what: string): ToolchainError {
    const found = this.#text.slice(this.#offset, this.#offset + 20);
    return this.#error(
      "document/unreadable",
      `Expected ${what}, found ${found === "" ? "the end of the text" : JSON.stringify(found)}`,
    );
  }

  #error(code: ErrorCode, message: string, offset = this.#offset): ToolchainError {
    const location = this.#position(offset, this.#path);
    const hint = code === "document/unreadable" ? hintAt(this.#text, offset) : undefined;
    return new ToolchainError(code, message, { location, hint });
  }
}

/** What to do about the mistakes that people make most often. */
function hintAt(text: string, offset: number): string {
  const rest = text.slice(offset, offset + 2);
  if (/^(?:\/[/*]|#)/u.test(rest)) return "Remove the comment: JSON has none.";
  if (/^[}\]]/u.test(rest) && text.slice(0, offset).trimEnd().endsWith(",")) return "Remove the comma before it.";
  if (rest.startsWith("'")) return "Write texts and keys in double quotes.";
  if (text.trim() === "") return "The file is empty: save the document again.";
  return offset >= text.length ? "The text is cut off: save the document again." : "Correct the JSON at this place.";
}
