import type { CredentialSource } from "../../document/source.js";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";

/** A credential's header. Its value never appears in messages, logs or files. */
export interface Credential {
  readonly host: string;
  readonly header: string;
  readonly secret: string;
}

/**
 * Reads a credential from the environment.
 *
 * @throws {ToolchainError} `source/credential` where the variable is not set or its value is invalid in a header.
 */
export function readCredential(
  { host, env, header, location }: CredentialSource,
  environment: Readonly<Record<string, string | undefined>>,
): Credential {
  const secret = environment[env]?.trim();
  if (secret !== undefined && /^[\x21-\x7E]+$/u.test(secret)) return { host, header, secret };
  const found = secret === undefined || secret === "" ? "found it unset" : "found invalid characters";
  const message = `Expected the environment variable ${env} to hold the credential for ${host}, ${found}`;
  throw new ToolchainError("source/credential", message, { location });
}

/** The credential's header for its own host; none for other hosts. */
export function credentialHeader(credential: Credential | undefined, url: URL): Record<string, string> {
  if (credential === undefined || credential.host !== url.host) return {};
  const { header, secret } = credential;
  return { [header]: header.toLowerCase() === "authorization" ? `Bearer ${secret}` : secret };
}

/**
 * Refuses content that contains a credential, because it would get into files and logs.
 *
 * @throws {ToolchainError} `network/secret`.
 */
export function refuseSecret(
  credential: Credential | undefined,
  parts: readonly (Uint8Array | string)[],
  from: string,
  location?: Location,
): void {
  if (credential === undefined || !parts.some((part) => Buffer.from(part).includes(credential.secret))) return;
  const message = `Expected a document without the credential from ${from}, found the credential`;
  throw new ToolchainError("network/secret", message, { location });
}
