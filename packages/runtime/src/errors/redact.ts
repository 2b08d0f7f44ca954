import { oneLine } from "./one-line.js";
import { codeOf } from "./specloom-error.js";

const MARK = "[redacted]";

/** Shorter secrets stay, because they would match everywhere. */
const MIN_LENGTH = 6;

/** Removes the secrets from a text, in any letter case. An escaped form of a secret is removed too. */
export function redact(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= MIN_LENGTH) clean = clean.replace(new RegExp(secret.replace(/\W+/g, escapable), "gi"), MARK);
  }
  return clean;
}

/**
 * A pattern for the characters between two words of a secret. It also matches their escapes for a URL, a form, JSON or
 * HTML, and escapes of escapes. Each kind of escape has its own first character, so a search takes linear time.
 */
function escapable(run: string): string {
  const { length } = run;
  const own = run.replace(/./gs, "\\$&");
  return String.raw`(?:[\\+${own}]|u\w{4}|%(?:25)*\w\w|&(?:amp;)*#?\w+;){${length},${9 * length}}?`;
}

/** The headers; a copy without the secrets if the server sent one back. */
export function redactHeaders(headers: Headers, secrets: readonly string[]): Headers {
  const clean = [...headers].map(([name, value]): [string, string] => [name, redact(value, secrets)]);
  return clean.every(([name, value]) => headers.get(name) === value) ? headers : new Headers(clean);
}

/**
 * A cause that shows no secret: the cause itself, or a copy of its message if it contains a secret or cannot be checked
 * (a Request, for example).
 */
export function redactCause(cause: unknown, secrets: readonly string[]): unknown {
  return holdsNoSecret(cause, secrets) ? cause : new Error(describeError(cause, secrets));
}

/** `depth` is how deep a chain of causes is checked. */
function holdsNoSecret(value: unknown, secrets: readonly string[], depth = 5): boolean {
  if (typeof value === "string") return redact(value, secrets) === value;
  if (typeof value !== "object" || value === null) return true;
  const isTransparent =
    value instanceof Error || Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return (
    isTransparent &&
    depth > 0 &&
    Object.getOwnPropertyNames(value).every((name) => holdsNoSecret(Reflect.get(value, name), secrets, depth - 1))
  );
}

/** The message of an error as one line without the secrets, with the code of the error or its cause: `ECONNRESET`. */
export function describeError(error: unknown, secrets: readonly string[] = []): string {
  const message = error instanceof Error ? error.message : typeof error === "string" ? error : "unknown error";
  const code = codeOf(error);
  const isNew = typeof code === "string" && !message.includes(code);
  return oneLine(redact(isNew ? `${message} (${code})` : message, secrets));
}
