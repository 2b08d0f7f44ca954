import { ParameterError } from "@specloom/runtime";
import { createHash } from "node:crypto";

/**
 * The id of a wait in BullMQ, which refuses integers and colons in a job's id: 128 bits of a hash, after a letter.
 *
 * @throws {ParameterError} for a key that is no text, or empty.
 */
export function waitId(key: string): string {
  if (typeof key !== "string" || key === "") throw new ParameterError("key", "must be a text that is not empty");
  return `w${hash(key)}`;
}

/** A hash of what a wait is about, as JSON. Two waits with one key must have the same. */
export function contentHash(...content: readonly unknown[]): string {
  return hash(JSON.stringify(content, (_, value: unknown) => inOrder(value)));
}

/** The members of an object in the order of their names: in JSON, their order says nothing (RFC 8259, section 4). */
function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** UTF-8 has no halves of surrogate pairs: texts that differ only in them would have one hash. */
function hash(text: string): string {
  return createHash("sha256").update(text, "utf16le").digest("base64url").slice(0, 22);
}
