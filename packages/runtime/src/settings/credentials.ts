import { ConfigurationError } from "../errors/configuration-error.js";
import type { Api, Scheme } from "./api.js";
import type { Credential, HttpOptions } from "./options.js";

/** Alternatives, each a list of scheme names that apply together. */
export type Security = Api["security"]["default"];

/** A credential and its place in a request. */
export interface RequestCredential {
  readonly in: "header" | "query" | "cookie";
  /** Lower case for a header. */
  readonly name: string;
  readonly value: string;
  /** The secret part of the value, and the texts that it is made of. No error shows one. */
  readonly secrets: readonly string[];
  /** Drops a cached token, so that the next request gets a new one. */
  readonly forget?: (() => void) | undefined;
}

/** Headers by lower-case name; null for one that the caller removed. */
type SentHeaders = Readonly<Record<string, string | null>>;

/**
 * Tells the credentials of one caller from those of another. Cached tokens are left out: all callers have the same, and
 * they change with time.
 */
export function identityOf(credentials: readonly RequestCredential[] = []): string {
  return credentials.map(({ forget, value }) => (forget === undefined ? value : "")).join("\t");
}

/** A credential, or a function that gets it. */
type CredentialSource = RequestCredential | (() => Promise<RequestCredential>);

/**
 * Gives the credentials of a request; a promise only if a function must be called. `security` replaces that of the API.
 * Undefined if the client lacks one that the headers of the request do not bring.
 */
export type CredentialProvider = (
  security: Security | undefined,
  headers: SentHeaders,
) => readonly RequestCredential[] | Promise<readonly RequestCredential[]> | undefined;

/**
 * The credentials of a client. Throws ConfigurationError if one that the API needs by default is missing, unless the
 * options say that there is none.
 */
export function credentialProvider(
  api: Api,
  options: HttpOptions,
  headers: SentHeaders,
  fromEnvironment: string | undefined,
  browser: boolean,
): CredentialProvider {
  const { schemes, default: defaultSecurity } = api.security;
  const isNone = options.apiKey === null || options.auth === null;
  const sources = new Map<string, CredentialSource>();
  for (const [name, scheme] of Object.entries(schemes)) {
    const key = name === defaultScheme(api) ? (options.apiKey ?? (isNone ? undefined : fromEnvironment)) : undefined;
    const credential = options.auth?.[name] ?? key;
    if (credential) sources.set(name, credentialSource(name, scheme, credential));
  }
  /** The first alternative that is complete. One without credentials is used only if no other is. */
  const chooseSources = (alternatives: Security, sent: SentHeaders): readonly CredentialSource[] | undefined => {
    for (const needed of alternatives) {
      const isComplete = needed.every((name) => sources.has(name) || isBrought(schemes[name], sent, browser));
      if (isComplete && needed.length > 0) return needed.flatMap((name) => sources.get(name) ?? []);
    }
    return alternatives.length === 0 || alternatives.some((needed) => needed.length === 0) ? [] : undefined;
  };
  if (!isNone && chooseSources(defaultSecurity, headers) === undefined) throw missingCredential(api, defaultSecurity);
  return (security = defaultSecurity, sent) => {
    const chosen = chooseSources(security, sent);
    const ready = chosen?.filter((source) => typeof source !== "function");
    if (chosen === undefined || ready?.length === chosen.length) return ready;
    return Promise.all(chosen.map(async (source) => (typeof source === "function" ? source() : source)));
  };
}

/** Whether a request brings what a scheme needs without a credential of the client. */
function isBrought(scheme: Scheme | undefined, headers: SentHeaders, browser: boolean): boolean {
  if (scheme?.in === "header") return Object.hasOwn(headers, scheme.name);
  // Browsers send cookies by themselves.
  return scheme?.in === "cookie" && (browser || `; ${headers["cookie"] ?? ""}`.includes(`; ${scheme.name}=`));
}

/** Throws ConfigurationError if a request that is ready to be sent lacks a credential that `security` needs. */
export function requireCredentials(api: Api, security = api.security.default, url: string, headers: SentHeaders): void {
  const isSent = (name: string): boolean => {
    const scheme = api.security.schemes[name];
    if (scheme?.in === "query") return new URL(url).searchParams.has(scheme.name);
    return isBrought(scheme, headers, false);
  };
  if (!security.some((needed) => needed.every(isSent))) throw missingCredential(api, security);
}

/** The scheme that `apiKey` and the environment variable are for. */
function defaultScheme({ security }: Api): string {
  return security.default.flat()[0] ?? Object.keys(security.schemes)[0] ?? "";
}

/** The error for a missing credential. It names the options by scheme, and the variable if it is for one of the schemes. */
function missingCredential(api: Api, security: Security): ConfigurationError {
  const isOnly = Object.keys(api.security.schemes).length === 1;
  const choices = security.map((needed) => (isOnly ? "`apiKey`" : `\`auth: { ${needed.join(", ")} }\``));
  const variable = api.environment?.apiKey;
  const isVariable = variable !== undefined && security.flat().includes(defaultScheme(api));
  return new ConfigurationError(
    `${api.name} needs a credential: pass ${choices.join(" or ")}${isVariable ? ` or set ${variable}` : ""}`,
  );
}

function credentialSource(name: string, scheme: Scheme, credential: Credential): CredentialSource {
  const toCredential = (text: string, parts: readonly string[] = [], forget?: () => void): RequestCredential => {
    const { in: location, prefix, encode } = scheme;
    const secret = encode?.(text.trim()) ?? text.trim();
    if (!/^[\x20-\x7e]+$/.test(secret)) {
      throw new ConfigurationError(`The credential for ${name} is empty or has an invalid character`);
    }
    const value = prefix ? `${prefix} ${secret}` : secret;
    return { in: location, name: scheme.name, value, secrets: [secret, ...parts], forget };
  };
  if (typeof credential === "string") return toCredential(credential);
  if (typeof credential === "object") {
    return toCredential(`${credential.username}:${credential.password}`, [credential.password]);
  }
  return async () => {
    if (scheme.cache === undefined) return toCredential(await credential());
    const { token, forget } = scheme.cache(credential);
    return toCredential(await token, [], forget);
  };
}
