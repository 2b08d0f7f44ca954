import type { ActiveCall } from "./active-call.js";
import type { Server } from "../settings/servers.js";
import type { BodyEncoder, FormEncoder } from "./body.js";
import type { Encode } from "./expansion.js";
import type { RetryRule } from "./retry-rule.js";

/** An HTTP method as sent. OpenAPI 3.2 allows any name. */
export type Method = string;

/** `tabDelimited` is what OpenAPI 2.0 has besides: `collectionFormat: tsv`. */
export type ParameterStyle =
  | "matrix"
  | "label"
  | "simple"
  | "form"
  | "cookie"
  | "spaceDelimited"
  | "pipeDelimited"
  | "tabDelimited"
  | "deepObject";

/** Writes the value of a parameter and applies `encode` to each text. Returns undefined if nothing is sent. */
export type ParameterWriter = (parameter: Parameter, value: unknown, encode: Encode) => string | undefined;

/**
 * How a parameter is sent: the fields of an OpenAPI Parameter Object that matter on the wire. A missing field has the
 * default of the specification for its location (`style: simple` in a path or header, `form` in a query or cookie;
 * `explode: true` for `form`, else false).
 */
export type Parameter = PlainParameter | StyledParameter;

interface PlainParameter {
  readonly name: string;
  /** Its key in `params`, where that is not its name. A path parameter with a key is no argument of its own. */
  readonly key?: string;
  /** `querystring`: the value is the whole query. */
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
  readonly explode?: boolean;
  readonly required?: boolean;
  /** The only allowed value. It is sent if neither the call nor the client gives one. */
  readonly constant?: string | number | boolean;
  readonly style?: undefined;
  readonly allowReserved?: undefined;
  readonly content?: undefined;
  readonly write?: undefined;
}

/**
 * A parameter with more than `explode`, and its writer. A client without such parameters does not contain the writer.
 */
export interface StyledParameter extends Omit<PlainParameter, "style" | "allowReserved" | "content" | "write"> {
  readonly style?: ParameterStyle | undefined;
  readonly allowReserved?: boolean | undefined;
  /** The media type of a parameter with `content` instead of `schema`. */
  readonly content?: string | undefined;
  readonly write: ParameterWriter;
}

/** Reads the body of a successful response. `accept` are the media types that the operation declares for it. */
export type Decoder = (response: Response, call: ActiveCall, accept: Accept) => Promise<unknown>;

/** The media types that an operation declares for a success; undefined if it declares no content. */
export type Accept = readonly string[] | undefined;

/** Reads a stream item by item. The reader of text with an unknown media type reads the whole text. */
export type StreamReader = (response: Response, call: ActiveCall) => AsyncIterable<unknown> | Promise<unknown>;

/** A request body: the media types that its operation accepts, the default first. */
export interface Body {
  readonly required?: boolean;
  readonly mediaTypes: readonly string[];
  /** Encodes the body. Generated code refers to it, so clients that only read do not contain it. */
  readonly encode: BodyEncoder;
  /** Encodes the forms, by media type. Generated code refers to them for the same reason. */
  readonly forms?: Readonly<Record<string, FormEncoder>>;
}

/** What generated code states about an operation: plain data, and the functions that only it needs. */
export interface Operation {
  /** The document's operationId. */
  readonly id: string;
  readonly method: Method;
  /** Path template relative to the base URL, such as `/jobs/{job_id}`. */
  readonly path: string;
  /** The path of a URL that the server sent. The request uses it. Hooks and errors show `path`. */
  readonly linked?: string;
  /** Returns the URL for hooks: `path` replaces the linked path, and `mark` replaces each query value. */
  readonly show?: (url: string, mark: string) => string;
  /** The servers of the operation, if it has its own. A `baseUrl` of the caller replaces these too. */
  readonly servers?: readonly Server[];
  /** Path parameters in template order; query, header and cookie parameters follow. */
  readonly parameters?: readonly Parameter[];
  readonly body?: Body;
  /**
   * Media types of the successful responses, in document order, sent as `Accept`. Absent if the operation declares no
   * content.
   */
  readonly accept?: readonly string[];
  /** Whether a success has no content, by status or range. Only if some have content and others do not. */
  readonly empty?: Readonly<Record<string, boolean>>;
  /** Decodes the responses, if they are not only JSON. Generated code refers to it. */
  readonly decode?: Decoder;
  /**
   * The readers of streams, and of text with an unknown media type, by media type. A client contains only those that it
   * needs.
   */
  readonly streams?: Readonly<Record<string, StreamReader>>;
  /** Security alternatives, each a list of scheme names that apply together. Absent: those of the API. Empty: none. */
  readonly security?: readonly (readonly string[])[];
  /** Whether the operation is safe to repeat, if declared. Absent: the method decides. */
  readonly idempotent?: boolean;
  /** When the operation is retried, and after which delay, if declared. */
  readonly retry?: RetryRule;
  /** The header for an idempotency key, if declared. */
  readonly idempotencyKey?: string;
}
