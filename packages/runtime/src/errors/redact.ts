import { oneLine } from "./one-line.js";

const MARK = "[redacted]";

/** Shorter secrets stay, because they would match everywhere. */
const MIN_LENGTH = 6;

/**
 * Removes the secrets from a text. Each secret is removed in its plain form, its URL and form encodings, and its JSON
 * form.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < MIN_LENGTH) continue;
    for (const form of formsOf(secret)) clean = clean.replaceAll(form, MARK);
  }
  return clean;
}

function formsOf(secret: string): string[] {
  if (/^[\w.-]+$/.test(secret)) return [secret];
  const encoded = encodeURIComponent(secret);
  const inForm = String(new URLSearchParams([["", secret]])).slice(1);
  // The longest form first: a shorter one may be a part of it.
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [inForm, encoded, inJson.replaceAll("/", "\\/"), inJson, secret];
}

/** The headers; a copy without the secrets if the server sent one back. */
export function redactHeaders(headers: Headers, secrets: readonly string[]): Headers {
  const clean = [...headers].map(([name, value]): [string, string] => [name, redact(value, secrets)]);
  return clean.every(([name, value]) => headers.get(name) === value) ? headers : new Headers(clean);
}

/** How deep a chain of causes is checked. */
const DEPTH = 5;

/**
 * A cause that shows no secret: the cause itself, or a copy of its message if it contains a secret or cannot be checked
 * (a Request, for example).
 */
export function redactCause(cause: unknown, secrets: readonly string[]): unknown {
  return holdsNoSecret(cause, secrets, DEPTH) ? cause : new Error(describeError(cause, secrets));
}

function holdsNoSecret(value: unknown, secrets: readonly string[], depth: number): boolean {
  if (typeof value === "string") return redact(value, secrets) === value;
  if (typeof value !== "object" || value === null) return true;
  const transparent =
    value instanceof Error || Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return (
    transparent &&
    depth > 0 &&
    Object.getOwnPropertyNames(value).every((name) => holdsNoSecret(Reflect.get(value, name), secrets, depth - 1))
  );
}

/** The message of an error as one line without the secrets, with the code of the error or its cause: `ECONNRESET`. */
export function describeError(error: unknown, secrets: readonly string[] = []): string {
  const text = (message: string) => oneLine(redact(message, secrets));
  if (!(error instanceof Error)) return typeof error === "string" ? text(error) : "unknown error";
  const code = codeOf(error) ?? codeOf(error.cause);
  return code === undefined || error.message.includes(code) ? text(error.message) : text(`${error.message} (${code})`);
}

function codeOf(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string"
    ? value.code
    : undefined;
}
