import type { Job } from "./job-contract.js";
import type { Method } from "../openapi/methods.js";
import type { ParameterPlace, ParameterStyle } from "../openapi/parameter-styles.js";

/**
 * The contract: what a provider's client offers, as plain JSON. It is locked as `generated/<provider>/contract.json`,
 * read by reviewers and compared by drift.
 */
export interface Contract {
  /** Folder and API name, such as `roe`. */
  readonly provider: string;
  /** npm package name, such as `@specloom/roe`. */
  readonly package: string;
  readonly title: string;
  /** Name of the client class, such as `Roe`. */
  readonly client: string;
  readonly servers: readonly Server[];
  readonly security: Security;
  /** Parameters set once on the client, in declared order. */
  readonly parameters: readonly ClientParameter[];
  /** Environment variables read for options that are not given. */
  readonly environment: Environment;
  /** Defaults of client options where they differ from the runtime's. */
  readonly defaults: { readonly timeoutMs?: number; readonly maxRetries?: number };
  /** In document order in memory; sorted by id when printed. */
  readonly operations: readonly Operation[];
  /** In document order in memory; sorted by resource when printed. */
  readonly jobs: readonly Job[];
  /** Names of types by the names of their schemas, where they differ. */
  readonly models?: Readonly<Record<string, string>>;
}

/** Where a fact came from. `vendor:` names another generator's extension. */
export type Origin = "document" | "declared" | "inferred" | "derived" | "locked" | `vendor:${string}`;

export interface Server {
  readonly url: string;
  readonly description?: string;
  readonly variables?: Readonly<Record<string, { readonly default: string; readonly enum?: readonly string[] }>>;
}

export interface Security {
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
  /** Alternatives, each a list of scheme names that apply together; empty means no security. */
  readonly default: SecurityRequirements;
}

export type SecurityRequirements = readonly (readonly string[])[];

export type SecurityScheme =
  | { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly type: "http"; readonly scheme: string }
  | { readonly type: "oauth2" | "openIdConnect" | "mutualTLS" };

export interface ClientParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  /** Name of the constructor option. */
  readonly option: string;
  readonly env?: string;
  readonly description?: string;
}

export interface Environment {
  readonly apiKey?: string;
  readonly baseUrl?: string;
  readonly timeoutMs?: EnvironmentDuration;
  readonly maxRetries?: string;
}

/** A variable that holds a length of time, and the unit it is in. */
export interface EnvironmentDuration {
  readonly name: string;
  readonly unit: "s" | "ms";
}

export interface Operation {
  /** The document's operationId, or `METHOD path` where it has none. */
  readonly id: string;
  /** Resource path and method name, such as `agents.jobs.list`. */
  readonly name: string;
  /** Earlier names that users may still call, deprecated; none is another operation's. */
  readonly aliases?: readonly string[];
  readonly method: Method;
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: true;
  /** What to use in place of a deprecated operation: the id of another one, or words. */
  readonly replacement?: string;
  /** Present where the operation, or its path, is elsewhere than the API. */
  readonly servers?: readonly Server[];
  /** Path parameters in template order, then the others in document order. */
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** By status as written (`200`, `2XX`, `default`), in document order. */
  readonly responses: readonly Response[];
  /** Present where the operation overrides the API's security. */
  readonly security?: SecurityRequirements;
  readonly retry?: Retry;
  readonly pagination?: Pagination;
  /** Present where a field of the request chooses between a stream and a whole answer. */
  readonly stream?: StreamChoice;
  /** Where each fact of this operation came from. */
  readonly origins: {
    readonly name: Origin;
    readonly pagination?: Origin;
    readonly retry?: Origin;
    readonly stream?: Origin;
  };
}

export interface Parameter {
  readonly name: string;
  /** Its key in `params`, or the name of its argument, where that is not its name. */
  readonly key?: string;
  readonly in: ParameterPlace;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly required: boolean;
  readonly allowReserved?: true;
  /** Whether a value in the path can be several segments. Its slashes are then not encoded. */
  readonly several?: true;
  /** True for an exploded object in the query whose properties can be lists. The name of a list is repeated. */
  readonly hasLists?: true;
  readonly deprecated?: true;
  readonly description?: string;
  /** The only value that a required parameter outside the path can have: sent where a call gives none. */
  readonly constant?: string | number | boolean;
  /** Media type, for a parameter described by `content`. */
  readonly content?: string;
  /** Of the fields of a whole query that is a form. */
  readonly encoding?: Form["encoding"];
}

export interface Body {
  readonly required: boolean;
  readonly mediaTypes: readonly string[];
  /** What the document says of the parts of its forms, by media type; forms of which it says nothing are left out. */
  readonly forms?: Readonly<Record<string, Form>>;
}

export interface Form {
  /** By property: the Encoding Object's facts that reach the wire. */
  readonly encoding?: Readonly<Record<string, Encoding>>;
  /** The properties of a multipart form that are files, or lists of files. */
  readonly files?: readonly string[];
}

export interface Encoding extends Partial<Pick<Parameter, "style" | "explode" | "allowReserved">> {
  readonly contentType?: string;
  /** `one`: a list is one part, not a part for each of its items. */
  readonly parts?: "one";
}

export interface Response {
  readonly status: string;
  /** In document order; empty where the response has no content. */
  readonly mediaTypes: readonly string[];
  /** Names of the headers that it declares. */
  readonly headers?: readonly string[];
  /** True where the data of its server-sent events are text, not JSON. */
  readonly textEvents?: true;
  /** True where its lines are text: the document describes the whole as such. */
  readonly textLines?: true;
  /** True if the content has an unknown media type, and its schema describes text. */
  readonly textOfAnyType?: true;
}

/** What the document says of repeating an operation; when and how is otherwise the client's own rule. */
export interface Retry {
  readonly idempotent?: boolean;
  readonly idempotencyKey?: string;
  /** Statuses, and ranges such as `5XX`, that call for a retry, in place of the usual ones. */
  readonly statuses?: readonly string[];
  /** Whether a request that got no answer is sent again. */
  readonly connectionErrors?: boolean;
  /** Retries after the first attempt, where nobody has set how many. */
  readonly maxRetries?: number;
  /** The longest possible first pause, in milliseconds. */
  readonly initialDelayMs?: number;
  /** The shortest pause, in milliseconds. */
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
  /** The part of a pause that is random, from 0 to 1. */
  readonly jitter?: number;
  /** What each pause is multiplied by to give the next. */
  readonly factor?: number;
  /** Milliseconds after the call in which a retry may begin. */
  readonly elapsedMs?: number;
}

/** A boolean of the request: true where the answer is to be a stream. */
export interface StreamChoice {
  /** The name of a query parameter, or a JSON pointer into the body where it starts with `/`. */
  readonly when: string;
  /** Leaving it out means true. */
  readonly default?: true;
}

/** Names are parameters by wire name, or JSON pointers into the body where they start with `/`. */
export interface Pagination {
  readonly style: "page" | "offset" | "cursor" | "next-url" | "link-header";
  /** The answer may be null, or of a shape without the list. */
  readonly varies?: true;
  readonly request: {
    readonly page?: string;
    readonly offset?: string;
    readonly cursor?: string;
    readonly size?: string;
    /** Number of the first page, where it is not 1, or offset of the first item, where it is not 0. */
    readonly first?: number;
    /** How links are requested: by POST with the body of the first request, else by GET. */
    readonly method?: "GET" | "POST";
    /** Query parameters of the first request that each link must have. */
    readonly carry?: readonly string[];
  };
  /** JSON pointers into the response; `items: ""` is a top-level array. */
  readonly response: {
    readonly items: string;
    /** A header's name where it does not begin with `/`. */
    readonly next?: string;
    readonly total?: string;
    readonly hasMore?: string;
    /** Number of pages. */
    readonly pages?: string;
    /** Number of this page. */
    readonly page?: string;
    /** Into an item: the value that the last one has there is the next cursor. */
    readonly itemCursor?: string;
  };
}

export type { Job, State } from "./job-contract.js";
