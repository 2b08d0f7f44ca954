import { ToolchainError } from "./errors.js";

const MARK = "***";

/** The minimum length of a secret. A shorter one would match ordinary words. */
const MIN_LENGTH = 6;

/** Removes secrets from a text: the plain form, the lower-case form, and the encodings for URLs and JSON. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const forms = secrets
    .filter((secret) => secret !== undefined && secret.length >= MIN_LENGTH)
    .flatMap((secret = "") => [
      encodeURI(secret),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      secret,
    ])
    .flatMap((form) => [form, form.toLowerCase()]);
  return forms.reduce((clean, form) => clean.replaceAll(form, MARK), text);
}

/**
 * An error without secrets. A server that receives a secret can send it back in its answer, and the answer gets into the
 * message. The cause is left out, because it can contain a request.
 */
export function redactError(error: unknown, secrets: readonly (string | undefined)[]): unknown {
  if (!(error instanceof ToolchainError)) return error;
  const message = redact(error.message, secrets);
  if (message === error.message) return error;
  return new ToolchainError(error.code, message, { location: error.location, hint: error.hint });
}
