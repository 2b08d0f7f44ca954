import { redact } from "../errors/redact.js";

/** The secrets of the requests that jobs make, by response. No object that users see holds them. */
const secretsOf = new WeakMap<Response, readonly string[]>();

/** Keeps the secrets of a request as long as its response is in use. */
export function keepSecrets(response: Response, secrets: readonly string[]): void {
  if (secrets.length > 0) secretsOf.set(response, secrets);
}

/** A function that takes the secrets of a response's request out of a text. */
export function redactedBy(response: Response): (text: string) => string {
  const secrets = secretsOf.get(response);
  return secrets === undefined ? (text) => text : (text) => redact(text, secrets);
}
