import type { Server } from "./servers.js";

/** How one security scheme travels: the facts of an OpenAPI Security Scheme Object that reach the wire. */
export type Scheme =
  | { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly type: "http"; readonly scheme: string }
  | { readonly type: "oauth2" | "openIdConnect" | "mutualTLS" };

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

/** What the generated code tells the runtime about an API. Plain data. */
export interface Api {
  /** Such as `roe`; part of a snapshot's identity. */
  readonly name: string;
  /** Value of the `User-Agent` header: package and version. */
  readonly userAgent: string;
  /** The first is the default base URL. */
  readonly servers: readonly Server[];
  readonly security: {
    readonly schemes: Readonly<Record<string, Scheme>>;
    /** Alternatives, each a list of scheme names that apply together. Empty: none is needed. */
    readonly default: readonly (readonly string[])[];
  };
  readonly parameters?: readonly ClientParameter[];
  /** Names of the environment variables read for options that are not given. A bare name of a time is milliseconds. */
  readonly environment?: {
    readonly apiKey?: string;
    readonly baseUrl?: string;
    readonly timeoutMs?: string | TimeVariable;
    readonly maxRetries?: string;
  };
  readonly defaults?: { readonly timeoutMs?: number; readonly maxRetries?: number };
}
