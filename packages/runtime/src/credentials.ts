import type { Api, Scheme } from "./api.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import type { ClientOptions, Credential } from "./options.js";

/** One credential on its way into a request. */
export interface Grant {
  readonly in: "header" | "query" | "cookie";
  /** Lower case for a header. */
  readonly name: string;
  readonly value: string;
  /** The part of the value that must not be shown. */
  readonly secret: string;
  /** Forgets the token, so that the next request asks for another. Only where a token is kept. */
  readonly forget?: (() => void) | undefined;
}

/** A credential that is ready, or how to get it. */
type Source = Grant | (() => Promise<Grant>);

/** What a request carries; a promise only where a function has to be asked. `security` overrides the API's own. */
export type Grants = (security: Api["security"]["default"] | undefined) => readonly Grant[] | Promise<readonly Grant[]>;

/**
 * The credentials of a client. A header that `headers` already hold needs none. Throws ConfigurationError where what
 * the API needs by default is missing: the message names the option and the environment variable.
 */
export function grantsOf(
  api: Api,
  options: ClientOptions,
  headers: Readonly<Record<string, string | null>>,
  fromEnvironment: string | undefined,
): Grants {
  const { schemes, default: standard } = api.security;
  const names = Object.keys(schemes);
  const main = standard.flat()[0] ?? names[0] ?? "";
  const sources = new Map<string, Source>();
  for (const [name, scheme] of Object.entries(schemes)) {
    const credential = options.auth?.[name] ?? (name === main ? (options.apiKey ?? fromEnvironment) : undefined);
    if (credential) sources.set(name, sourceOf(name, scheme, credential));
    else if (scheme.in === "header" && headers[scheme.name]) sources.set(name, { ...scheme, value: "", secret: "" });
  }
  /** The first alternative that is complete; one that needs nothing only where no other is. */
  const choose = (alternatives = standard): readonly Source[] => {
    for (const needed of alternatives) {
      const found = needed.flatMap((name) => sources.get(name) ?? []);
      if (found.length > 0 && found.length === needed.length) return found;
    }
    if (alternatives.length === 0 || alternatives.some((needed) => needed.length === 0)) return [];
    const variable = api.environment?.apiKey;
    throw new ConfigurationError(
      `${api.name} needs a credential: pass \`${names.length > 1 ? `auth: { ${main} }` : "apiKey"}\`` +
        (variable === undefined ? "" : ` or set ${variable}`),
    );
  };
  choose();
  return (security) => {
    const chosen = choose(security);
    const ready = chosen.filter((source) => typeof source !== "function");
    if (ready.length === chosen.length) return ready;
    return Promise.all(chosen.map(async (source) => (typeof source === "function" ? source() : source)));
  };
}

function sourceOf(name: string, scheme: Scheme, credential: Credential): Source {
  const grant = (given: string, forget?: () => void): Grant => {
    const { in: location, prefix, encode } = scheme;
    const secret = encode?.(given.trim()) ?? given.trim();
    if (!/^[\x20-\x7e]+$/.test(secret)) {
      throw new ConfigurationError(`The credential for ${name} is empty or has a character that cannot be sent`);
    }
    return { in: location, name: scheme.name, value: prefix ? `${prefix} ${secret}` : secret, secret, forget };
  };
  if (typeof credential === "string") return grant(credential);
  if (typeof credential === "object") return grant(`${credential.username}:${credential.password}`);
  return async () => {
    if (scheme.keep === undefined) return grant(await credential());
    const { token, forget } = scheme.keep(credential);
    return grant(await token, forget);
  };
}
