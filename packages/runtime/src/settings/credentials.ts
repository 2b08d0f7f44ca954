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
  const { schemes, default: usual } = api.security;
  const isNone = options.apiKey === null || options.auth === null;
  const sources = new Map<string, RequestCredential | (() => Promise<RequestCredential>)>();
  for (const [name, scheme] of Object.entries(schemes)) {
    const key = name === defaultScheme(api) ? (options.apiKey ?? (isNone ? undefined : fromEnvironment)) : undefined;
    const credential = options.auth?.[name] ?? key;
    if (credential) sources.set(name, credentialSource(name, scheme, credential));
  }
  /** The first alternative that is complete. One without credentials is used only if no other is. */
  const choose = (alternatives: Security, sent: SentHeaders) => {
    const isComplete = (needed: readonly string[]) =>
      needed.length > 0 && needed.every((name) => sources.has(name) || isBrought(schemes[name], sent, browser));
    const none = alternatives.length === 0 ? [] : alternatives.find((needed) => needed.length === 0);
    return (alternatives.find(isComplete) ?? none)?.flatMap((name) => sources.get(name) ?? []);
  };
  if (!isNone && choose(usual, headers) === undefined) throw missingCredential(api, usual);
  return (security = usual, sent) => {
    const chosen = choose(security, sent);
    const ready = chosen?.filter((source) => typeof source !== "function");
    if (ready?.length === chosen?.length) return ready;
    return Promise.all((chosen ?? []).map(async (source) => (typeof source === "function" ? source() : source)));
  };
}

/** Whether a request brings what a scheme needs without a credential of the client. Browsers send cookies themselves. */
function isBrought(scheme: Scheme | undefined, headers: SentHeaders, browser: boolean, url = ""): boolean {
  const { in: place, name = "" } = scheme ?? {};
  if (place === "header") return Object.hasOwn(headers, name);
  if (place === "query") return new URLSearchParams(url.split("?")[1]).has(name);
  return place === "cookie" && (browser || `; ${headers["cookie"] ?? ""}`.includes(`; ${name}=`));
}

/** Throws ConfigurationError if a request that is ready to be sent lacks a credential that `security` needs. */
export function requireCredentials(api: Api, security = api.security.default, url: string, headers: SentHeaders): void {
  const isSent = (name: string) => isBrought(api.security.schemes[name], headers, false, url);
  if (!security.some((needed) => needed.every(isSent))) throw missingCredential(api, security);
}

/** The scheme that `apiKey` and the environment variable are for. */
function defaultScheme({ security }: Api): string | undefined {
  return security.default.flat()[0] ?? Object.keys(security.schemes)[0];
}

/** The error for a missing credential. It names the options by scheme, and the variable if it is for one of the schemes. */
function missingCredential(api: Api, security: Security): ConfigurationError {
  const isOnly = Object.keys(api.security.schemes).length === 1;
  const choices = security.map((needed) => (isOnly ? "`apiKey`" : `\`auth: { ${needed.join(", ")} }\``));
  const variable = api.environment?.apiKey;
  if (variable !== undefined && security.flat().includes(defaultScheme(api) ?? "")) choices.push(`set ${variable}`);
  return new ConfigurationError(`${api.name} needs a credential: pass ${choices.join(" or ")}`);
}

function credentialSource(
  name: string,
  scheme: Scheme,
  credential: Credential,
): RequestCredential | (() => Promise<RequestCredential>) {
  const toCredential = (text: unknown, parts: readonly string[] = [], forget?: () => void): RequestCredential => {
    const { in: location, prefix, encode = String } = scheme;
    // A program without types can give any value.
    const secret = typeof text === "string" ? encode(text.trim()) : "";
    if (!/^[\x20-\x7e]+$/.test(secret)) {
      // The cache drops the token, so that the next call asks for a new one.
      forget?.();
      throw new ConfigurationError(`The credential for ${name} must be ASCII text`);
    }
    const value = prefix ? `${prefix} ${secret}` : secret;
    return { in: location, name: scheme.name, value, secrets: [secret, ...parts], forget };
  };
  if (typeof credential === "object") {
    const { username, password } = credential;
    const isWhole = [username, password].every((part) => typeof part === "string");
    return toCredential(isWhole && `${username}:${password}`, [password]);
  }
  if (typeof credential !== "function") return toCredential(credential);
  return async () => {
    const { token, forget } = scheme.cache?.(credential) ?? { token: credential() };
    return toCredential(await token, [], forget);
  };
}
