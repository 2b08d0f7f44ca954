const MARK = "[redacted]";

/**
 * The text without the secrets, in plain or URL-encoded form: servers repeat keys in error messages, and platforms put
 * URLs into theirs. Very short secrets stay, because they would match everywhere.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= 6) clean = clean.replaceAll(secret, MARK).replaceAll(encodeURIComponent(secret), MARK);
  }
  return clean;
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
  return holdsNoSecret(cause, secrets, DEPTH) ? cause : new Error(redact(describeError(cause), secrets));
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

/** The message of an error, with the code of the error or its cause, such as `ECONNRESET`. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === "string" ? error : "unknown error";
  const code = codeOf(error) ?? codeOf(error.cause);
  return code === undefined || error.message.includes(code) ? error.message : `${error.message} (${code})`;
}

function codeOf(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string"
    ? value.code
    : undefined;
}
