import { createHash } from "node:crypto";

/**
 * The id of a wait in BullMQ, which refuses integers and colons in a job's id: 128 bits of a hash, after a letter.
 */
export function waitId(key: string): string {
  return `w${hash(key)}`;
}

/** A hash of what a wait is about. Two waits with one key must have the same. */
export function contentHash(...content: readonly unknown[]): string {
  return hash(JSON.stringify(content));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
