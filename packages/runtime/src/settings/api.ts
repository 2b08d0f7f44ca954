import type { Server, ServerChooser } from "./servers.js";

/** How a security scheme is sent: the fields of an OpenAPI Security Scheme Object that matter on the wire. */
export interface Scheme {
  readonly in: "header" | "query" | "cookie";
  /** Lower case for a header. */
  readonly name: string;
  /** Comes before the credential: the HTTP authentication scheme (RFC 9110, section 11.1). */
  readonly prefix?: string;
  /** Encodes the credential; by default it is sent unchanged. Generated code refers to it, and to `cache`. */
  readonly encode?: (credential: string) => string;
  /** Caches the tokens of token functions. By default each attempt calls the function again. */
  readonly cache?: (ask: TokenFunction) => CachedToken;
}

export type TokenFunction = () => string | Promise<string>;

/** A cached token. */
export interface CachedToken {
  readonly token: Promise<string>;
  readonly forget: () => void;
}

/** A parameter that is set once on the client and sent with every operation that declares it. */
export interface ClientParameter {
  readonly name: string;
  readonly in: "query" | "header" | "cookie" | "path";
  /** The constructor option that sets it. */
  readonly option: string;
  /** The environment variable that is read without the option. */
  readonly env?: string;
}

/** An environment variable with a time. Other SDKs of the same API may define it in seconds. */
export interface TimeVariable {
  readonly name: string;
  readonly unit: "s" | "ms";
}

/** What generated code states about an API: plain data, and the functions that only it needs. */
export interface Api {
  /** Such as `roe`. A snapshot contains it. */
  readonly name: string;
  /** The `User-Agent` header: package and version. */
  readonly userAgent: string;
  /** The first one is the default base URL. */
  readonly servers: readonly Server[];
  /** Chooses a server and fills its variables. Absent if there is only one server and it has no variables. */
  readonly choose?: ServerChooser;
  readonly security: {
    readonly schemes: Readonly<Record<string, Scheme>>;
    /** Alternatives, each a list of scheme names that apply together. Empty: no credential is needed. */
    readonly default: readonly (readonly string[])[];
  };
  readonly parameters?: readonly ClientParameter[];
  /** The environment variables that are read for missing options. */
  readonly environment?: {
    readonly apiKey?: string;
    readonly baseUrl?: string;
    readonly timeoutMs?: TimeVariable;
    readonly maxRetries?: string;
  };
  readonly defaults?: { readonly timeoutMs?: number; readonly maxRetries?: number };
}
