import type { Answer } from "./recording-server.js";

/** A JSON answer; a string is taken as the text itself, broken JSON included. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  const body = typeof value === "string" ? value : JSON.stringify(value);
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}

/** An answer of any other type. */
export function typed(mediaType: string, body: string | Uint8Array, status = 200): Answer {
  return { status, headers: { "content-type": mediaType }, body };
}

export const empty: Answer = { status: 204 };
