import { ConfigurationError } from "../errors/configuration-error.js";
import type { Api, Scheme } from "./api.js";
import type { HttpOptions, Credential } from "./options.js";

/** A credential and its place in a request. */
export interface RequestCredential {
  readonly in: "header" | "query" | "cookie";
  /** Lower case for a header. */
  readonly name: string;
  readonly value: string;
  /** The secret part of the value. */
  readonly secret: string;
  /** Drops a cached token, so that the next request gets a new one. */
  readonly forget?: (() => void) | undefined;
}

/** A credential, or a function that gets it. */
type CredentialSource = RequestCredential | (() => Promise<RequestCredential>);

/**
 * Gives the credentials of a request; a promise only if a function must be called. `security` replaces that of the API.
 */
export type CredentialProvider = (
  security: Api["security"]["default"] | undefined,
) => readonly RequestCredential[] | Promise<readonly RequestCredential[]>;

/**
 * The credentials of a client. A scheme whose header is in `headers` needs no credential. Throws ConfigurationError if
 * a credential that the API needs by default is missing; the message names the option and the environment variable.
 */
export function credentialProvider(
  api: Api,
  options: HttpOptions,
  headers: Readonly<Record<string, string | null>>,
  fromEnvironment: string | undefined,
): CredentialProvider {
  const { schemes, default: defaultSecurity } = api.security;
  const names = Object.keys(schemes);
  const defaultScheme = defaultSecurity.flat()[0] ?? names[0] ?? "";
  const sources = new Map<string, CredentialSource>();
  for (const [name, scheme] of Object.entries(schemes)) {
    const credential =
      options.auth?.[name] ?? (name === defaultScheme ? (options.apiKey ?? fromEnvironment) : undefined);
    if (credential) sources.set(name, credentialSource(name, scheme, credential));
    else if (scheme.in === "header" && headers[scheme.name]) sources.set(name, { ...scheme, value: "", secret: "" });
  }
  /**
   * The first alternative with all its credentials. An alternative without credentials is used only if no other is
   * complete.
   */
  const chooseSources = (alternatives = defaultSecurity): readonly CredentialSource[] => {
    for (const needed of alternatives) {
      const found = needed.flatMap((name) => sources.get(name) ?? []);
      if (found.length > 0 && found.length === needed.length) return found;
    }
    if (alternatives.length === 0 || alternatives.some((needed) => needed.length === 0)) return [];
    const variable = api.environment?.apiKey;
    throw new ConfigurationError(
      `${api.name} needs a credential: pass \`${names.length > 1 ? `auth: { ${defaultScheme} }` : "apiKey"}\`` +
        (variable === undefined ? "" : ` or set ${variable}`),
    );
  };
  chooseSources();
  return (security) => {
    const chosen = chooseSources(security);
    const ready = chosen.filter((source) => typeof source !== "function");
    if (ready.length === chosen.length) return ready;
    return Promise.all(chosen.map(async (source) => (typeof source === "function" ? source() : source)));
  };
}

function credentialSource(name: string, scheme: Scheme, credential: Credential): CredentialSource {
  const toCredential = (text: string, forget?: () => void): RequestCredential => {
    const { in: location, prefix, encode } = scheme;
    const secret = encode?.(text.trim()) ?? text.trim();
    if (!/^[\x20-\x7e]+$/.test(secret)) {
      throw new ConfigurationError(`The credential for ${name} is empty or has an invalid character`);
    }
    return { in: location, name: scheme.name, value: prefix ? `${prefix} ${secret}` : secret, secret, forget };
  };
  if (typeof credential === "string") return toCredential(credential);
  if (typeof credential === "object") return toCredential(`${credential.username}:${credential.password}`);
  return async () => {
    if (scheme.cache === undefined) return toCredential(await credential());
    const { token, forget } = scheme.cache(credential);
    return toCredential(await token, forget);
  };
}
