import { findClosest } from "../../closest.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import { failure, type Located, member, members, formatShort } from "../../openapi/located.js";
import { keysOfForm, type ObjectForm } from "./value-form.js";

/** Reads a value of a declaration. Throws a ToolchainError with the location and the expected value. */
export type Read<T> = (at: Located<Json>, document: SourceDocument) => T;

/** The members of a declared object. */
export interface DeclarationFields<K extends string> {
  required<T>(key: K, read: Read<T>): T;
  optional<T>(key: K, read: Read<T>): T | undefined;
}

/**
 * Reads a declared object that may only have these keys.
 *
 * @throws {ToolchainError} `contract/declaration` where it is not an object or has another key; its readers throw the
 * same.
 */
export function readFields<K extends string>(
  at: Located<Json>,
  document: SourceDocument,
  form: ObjectForm<K> | readonly K[],
): DeclarationFields<K> {
  const known = "properties" in form ? keysOfForm(form) : form;
  if (typeof at.value !== "object" || at.value === null || Array.isArray(at.value))
    throw unexpected(at, document, "an object");
  for (const [key, { pointer }] of members(at)) {
    if (known.some((candidate) => candidate === key)) continue;
    const closest = findClosest(key, known);
    const hint = closest === undefined ? "Remove it." : `Write '${closest}' instead, or remove it.`;
    throw failure(
      document,
      pointer,
      "contract/declaration",
      `Unknown key '${key}'; known keys are ${known.join(", ")}.`,
      hint,
    );
  }
  const optional = <T>(key: K, read: Read<T>): T | undefined => {
    const found = member(at, key);
    return found === undefined ? undefined : read(found, document);
  };
  return {
    optional,
    required(key, read) {
      const found = member(at, key);
      if (found !== undefined) return read(found, document);
      throw failure(document, at.pointer, "contract/declaration", `The key '${key}' is missing.`, `Add '${key}'.`);
    },
  };
}

export const textField: Read<string> = (at, document) => {
  if (typeof at.value === "string" && at.value !== "") return at.value;
  throw unexpected(at, document, "text");
};

export const flag: Read<boolean> = (at, document) => {
  if (typeof at.value === "boolean") return at.value;
  throw unexpected(at, document, "true or false");
};

/** A string that matches a pattern; `expected` describes the pattern. */
export function matching(pattern: RegExp, expected: string): Read<string> {
  return (at, document) => {
    if (typeof at.value === "string" && pattern.test(at.value)) return at.value;
    throw unexpected(at, document, expected);
  };
}

/** A name as code has it. */
export const identifier = matching(
  /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u,
  "a name in camel case, such as headerLimit",
);

export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Read<number> {
  return (at, document) => {
    const { value } = at;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw unexpected(at, document, `a whole number ${range}`);
  };
}

export function number(least: number, most = Infinity): Read<number> {
  return (at, document) => {
    if (typeof at.value === "number" && at.value >= least && at.value <= most) return at.value;
    throw unexpected(
      at,
      document,
      `a number ${most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`}`,
    );
  };
}

export function choice<const T extends string>(values: readonly T[]): Read<T> {
  return (at, document) => {
    const found = values.find((value) => value === at.value);
    if (found !== undefined) return found;
    const closest = typeof at.value === "string" ? findClosest(at.value, values) : undefined;
    throw unexpected(at, document, `one of ${values.join(", ")}`, closest && `Write '${closest}' instead.`);
  };
}

export function listField<T>(read: Read<T>): Read<readonly T[]> {
  return (at, document) => {
    if (Array.isArray(at.value)) return members(at).map(([, item]) => read(item, document));
    throw unexpected(at, document, "a list");
  };
}

/** A list with at least one item. */
export function filledList<T>(read: Read<T>): Read<readonly T[]> {
  return (at, document) => {
    if (Array.isArray(at.value) && at.value.length === 0) throw unexpected(at, document, "a list with an item");
    return listField(read)(at, document);
  };
}

/** The error for an unexpected value in a declaration. */
export function unexpected(at: Located<Json>, document: SourceDocument, expected: string, hint?: string): Error {
  return failure(
    document,
    at.pointer,
    "contract/declaration",
    `Expected ${expected}, found ${formatShort(at.value)}.`,
    hint,
  );
}
