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
  readonly forget?: () => void;
}

/** A credential that is ready, or how to get it. */
type Source = Grant | (() => Promise<Grant>);

type Alternatives = readonly (readonly string[])[];

/** Tokens kept for the functions that gave them; shared by the clients derived from one another. */
const kept = new WeakMap<() => string | Promise<string>, Promise<string>>();

/**
 * The credentials of a client. Throws ConfigurationError where what the API needs by default is missing: the message
 * names the option and the environment variable.
 */
export class Credentials {
  readonly #api: Api;
  readonly #sources = new Map<string, Source>();
  readonly #chosen = new WeakMap<Alternatives, readonly Source[]>();
  readonly #hint: string;

  /** `preset` tells whether the client's own headers already set one. */
  constructor(api: Api, options: ClientOptions, preset: (header: string) => boolean, fromEnvironment?: string) {
    this.#api = api;
    const { schemes, default: alternatives } = api.security;
    const names = Object.keys(schemes);
    const main = alternatives.find((together) => together.length > 0)?.[0] ?? names[0];
    for (const [name, scheme] of Object.entries(schemes)) {
      const isMain = name === main;
      const credential = options.auth?.[name] ?? (isMain ? (options.apiKey ?? fromEnvironment) : undefined);
      const header = carrier(scheme);
      if (credential !== undefined && credential !== "") this.#sources.set(name, sourceOf(name, scheme, credential));
      else if (header.in === "header" && preset(header.name))
        this.#sources.set(name, { ...header, value: "", secret: "" });
    }
    const option = names.length > 1 ? `auth: { ${main ?? ""} }` : "apiKey";
    const variable = api.environment?.apiKey;
    this.#hint = `pass \`${option}\`${variable === undefined ? "" : ` or set ${variable}`}`;
    this.#choose(alternatives);
  }

  /** What a request carries; a promise only where a function has to be asked. `security` overrides the API's own. */
  grants(security: Alternatives | undefined): readonly Grant[] | Promise<readonly Grant[]> {
    const sources = this.#choose(security ?? this.#api.security.default);
    const ready = sources.filter((source) => typeof source !== "function");
    if (ready.length === sources.length) return ready;
    return Promise.all(sources.map(async (source) => (typeof source === "function" ? source() : source)));
  }

  #choose(alternatives: Alternatives): readonly Source[] {
    const known = this.#chosen.get(alternatives);
    if (known !== undefined) return known;
    const sources = this.#firstComplete(alternatives);
    this.#chosen.set(alternatives, sources);
    return sources;
  }

  /** The first alternative that is complete; one that needs nothing only where no other is. */
  #firstComplete(alternatives: Alternatives): readonly Source[] {
    let open = alternatives.length === 0;
    for (const names of alternatives) {
      const sources = names.flatMap((name) => this.#sources.get(name) ?? []);
      const needed = names.filter((name) => this.#api.security.schemes[name]?.type !== "mutualTLS");
      if (sources.length > 0 && sources.length === needed.length) return sources;
      open ||= needed.length === 0;
    }
    if (open) return [];
    throw new ConfigurationError(`${this.#api.name} needs a credential: ${this.#hint}`);
  }
}

function carrier(scheme: Scheme): Pick<Grant, "in" | "name"> {
  if (scheme.type !== "apiKey") return { in: "header", name: "authorization" };
  return { in: scheme.in, name: scheme.in === "header" ? scheme.name.toLowerCase() : scheme.name };
}

function sourceOf(name: string, scheme: Scheme, credential: Credential): Source {
  const where = carrier(scheme);
  if (typeof credential === "object") {
    return { ...where, ...valueOf(name, scheme, `${credential.username}:${credential.password}`) };
  }
  if (typeof credential === "string") return { ...where, ...valueOf(name, scheme, credential) };
  if (scheme.type !== "oauth2" && scheme.type !== "openIdConnect") {
    return async () => ({ ...where, ...valueOf(name, scheme, await credential()) });
  }
  return async () => {
    const token = kept.get(credential) ?? keep(credential);
    const forget = () => {
      // Another call may have asked for the next token already.
      if (kept.get(credential) === token) kept.delete(credential);
    };
    return { ...where, ...valueOf(name, scheme, await token), forget };
  };
}

function keep(ask: () => string | Promise<string>): Promise<string> {
  const token = (async () => ask())();
  kept.set(ask, token);
  token.catch(() => kept.delete(ask));
  return token;
}

function valueOf(name: string, scheme: Scheme, credential: string): Pick<Grant, "value" | "secret"> {
  const secret = credential.trim();
  const basic = scheme.type === "http" && scheme.scheme.toLowerCase() === "basic";
  // RFC 7617 sends user and password as UTF-8; everything else must fit in a header as it is.
  if (basic) {
    const encoded = btoa(String.fromCharCode(...new TextEncoder().encode(secret)));
    return { value: `Basic ${encoded}`, secret: encoded };
  }
  if (!/^[\x20-\x7e]+$/.test(secret)) {
    throw new ConfigurationError(`The credential for ${name} is empty or has a character that cannot be sent`);
  }
  if (scheme.type === "apiKey") return { value: secret, secret };
  const prefix = scheme.type === "http" ? scheme.scheme : "bearer";
  return { value: `${prefix.charAt(0).toUpperCase()}${prefix.slice(1)} ${secret}`, secret };
}
