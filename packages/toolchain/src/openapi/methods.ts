import type { SourceDocument } from "./document.js";
import type { Json } from "../json.js";
import { failure, type Located, member, members, formatShort } from "./located.js";

/** An HTTP method as it is sent: OpenAPI 3.2 lets a path item name any. */
export type Method = string;

/** Methods with a fixed field of their own in the Path Item Object (OpenAPI 3.2). */
export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/** A method token (RFC 9110, sections 5.6.2 and 9.1). */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/u;

/**
 * The operations of a path item by method, in document order: those of its fields, then its `additionalOperations`
 * (OpenAPI 3.2, "Path Item Object"), whose keys are methods as they are sent.
 *
 * @throws ToolchainError `contract/shape` for a key that is no method, or one that has a field of its own.
 */
export function operationsByMethod(document: SourceDocument, pathItem: Located): [Method, Located<Json>][] {
  const own = members(pathItem)
    .filter(([key]) => isField(key))
    .map(([key, at]): [Method, Located<Json>] => [key.toUpperCase(), at]);
  const additional = members(member(pathItem, "additionalOperations") ?? { value: {}, pointer: "" });
  for (const [key, { pointer }] of additional) {
    const isToken = TOKEN.test(key);
    if (isToken && !isField(key.toLowerCase())) continue;
    const expected = isToken ? "a method that has no field of its own" : "an HTTP method";
    const hint = isToken ? `Move it to '${key.toLowerCase()}' of the path item.` : undefined;
    throw failure(document, pointer, "contract/shape", `Expected ${expected}, found ${formatShort(key)}.`, hint);
  }
  return [...own, ...additional];
}

/** Whether a path item has a field for the method, which an overlay's target names. */
export function isField(key: string): boolean {
  return METHODS.some((method) => method === key);
}
