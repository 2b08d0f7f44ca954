import type { Server, ServerChooser } from "./servers.js";

/** How one security scheme travels: the facts of an OpenAPI Security Scheme Object that reach the wire. */
export interface Scheme {
  readonly in: "header" | "query" | "cookie";
  /** Lower case for a header. */
  readonly name: string;
  /** Stands before the credential: the HTTP authentication scheme (RFC 9110, section 11.1). */
  readonly prefix?: string;
  /** Makes what is sent of the credential; itself by default. Named by generated code, as is `keep`. */
  readonly encode?: (credential: string) => string;
  /** Asks the functions that give tokens; each is asked for every attempt by default. */
  readonly keep?: (ask: TokenFunction) => KeptToken;
}

export type TokenFunction = () => string | Promise<string>;

/** A token that stands until it is forgotten. */
export interface KeptToken {
  readonly token: Promise<string>;
  readonly forget: () => void;
}

/** A parameter that is set once on the client and sent with every operation that declares it. */
export interface ClientParameter {
  readonly name: string;
  readonly in: "query" | "header" | "cookie" | "path";
  /** Name of the constructor option that sets it. */
  readonly option: string;
  /** Environment variable read where the option is not given. */
  readonly env?: string;
}

/** A variable that holds a time, and its unit: other SDKs of the same API may read it in seconds. */
export interface TimeVariable {
  readonly name: string;
  readonly unit: "s" | "ms";
}

/** What the generated code tells the runtime about an API: plain data, and the functions that it alone needs. */
export interface Api {
  /** Such as `roe`; part of a snapshot's identity. */
  readonly name: string;
  /** Value of the `User-Agent` header: package and version. */
  readonly userAgent: string;
  /** The first is the default base URL. */
  readonly servers: readonly Server[];
  /** Chooses among servers and fills their variables. Absent: each place has one server, without variables. */
  readonly choose?: ServerChooser;
  readonly security: {
    readonly schemes: Readonly<Record<string, Scheme>>;
    /** Alternatives, each a list of scheme names that apply together. Empty: none is needed. */
    readonly default: readonly (readonly string[])[];
  };
  readonly parameters?: readonly ClientParameter[];
  /** Names of the environment variables read for options that are not given. */
  readonly environment?: {
    readonly apiKey?: string;
    readonly baseUrl?: string;
    readonly timeoutMs?: TimeVariable;
    readonly maxRetries?: string;
  };
  readonly defaults?: { readonly timeoutMs?: number; readonly maxRetries?: number };
}
