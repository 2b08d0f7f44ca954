import type { SourceDocument } from "./document.js";
import { type ErrorCode, ToolchainError } from "../errors.js";
import { digitsOf, formatPointer, isObject, type Json, type JsonObject } from "../json.js";

/** A part of the document and the JSON pointer at which it stands, so that a message can say where. */
export interface Located<T extends Json = JsonObject> {
  readonly value: T;
  readonly pointer: string;
}

/** An own member of an object, or an item of an array: a document may well name a key `constructor`. */
export function member(at: Located<Json>, key: string | number): Located<Json> | undefined {
  const { value } = at;
  const found = Array.isArray(value)
    ? value[Number(key)]
    : isObject(value) && Object.hasOwn(value, key)
      ? value[key]
      : undefined;
  return found === undefined ? undefined : { value: found, pointer: at.pointer + formatPointer([key]) };
}

/** The members of an object, or the items of an array, by key and in document order; of anything else, none. */
export function members(at: Located<Json>): [key: string, member: Located<Json>][] {
  const { value, pointer } = at;
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, item]) => [key, { value: item, pointer: pointer + formatPointer([key]) }]);
}

/** The members of a member; none where there is no such member. */
export function membersAt(at: Located<Json>, key: string): [key: string, member: Located<Json>][] {
  const held = member(at, key);
  return held === undefined ? [] : members(held);
}

/** The text of a member, undefined where there is none. */
export function textOf(at: Located<Json>, key: string): string | undefined {
  const value = member(at, key)?.value;
  return typeof value === "string" ? value : undefined;
}

/** The texts among the items of a member, undefined where there is no such list. */
export function textsOf(at: Located<Json>, key: string): string[] | undefined {
  const value = member(at, key)?.value;
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

/** A member that is true or false, undefined where there is none. */
export function flagOf(at: Located<Json>, key: string): boolean | undefined {
  const value = member(at, key)?.value;
  return typeof value === "boolean" ? value : undefined;
}

/** The document as a whole. */
export function rootOf({ value }: SourceDocument): Located {
  return { value, pointer: "" };
}

/** An error at a place in the document. */
export function failure(
  document: SourceDocument,
  pointer: string,
  code: ErrorCode,
  message: string,
  hint?: string,
): ToolchainError {
  const location = document.locate(pointer);
  return new ToolchainError(code, message, hint === undefined ? { location } : { location, hint });
}

/** A value as messages show it: JSON, cut short. */
export function formatShort(value: Json): string {
  const text = JSON.stringify(value, digitsOf);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
