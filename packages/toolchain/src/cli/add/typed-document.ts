import { isAddress } from "./load.js";

/** Names of query parameters that carry credentials. */
const CREDENTIAL = /token|secret|passw|credential|signature|key$|^(?:sig|auth|code)$/iu;

/**
 * A document as typed, for files and messages. An address stands there without its credentials: what is generated is
 * committed, and what is printed is kept in logs.
 */
export function withoutCredentials(typed: string): string {
  if (!isAddress(typed)) return typed;
  return typed
    .split(/(?=[?&])/u)
    .map((part) => (CREDENTIAL.test(/^[?&]([^=]+)=/u.exec(part)?.[1] ?? "") ? `${part.split("=", 1).join()}=…` : part))
    .join("");
}
