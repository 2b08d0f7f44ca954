import { isAddress } from "../../document/file-name.js";

/** Matches the name of a query parameter that holds a credential. */
const CREDENTIAL =
  /token|secret|passw|pwd|credential|signature|authorization|bearer|jwt|key$|^(?:sig|auth|code|pass|pat|hmac)$/iu;

/**
 * The document as the user typed it, for files and messages. Credentials are removed from an address, because generated
 * files are committed and output is kept in logs.
 */
export function withoutCredentials(typed: string): string {
  if (!isAddress(typed)) return typed;
  return typed
    .split(/(?=[?&#])/u)
    .map((part) => (CREDENTIAL.test(/^[?&#]([^=]+)=/u.exec(part)?.[1] ?? "") ? `${part.split("=", 1).join()}=…` : part))
    .join("");
}

/** Whether an address has a credential in its query. */
export function holdsCredential(address: string): boolean {
  return withoutCredentials(address) !== address;
}
