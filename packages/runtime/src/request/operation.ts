import type { Decoder, StreamReader } from "../response/response-context.js";
import type { Server } from "../settings/servers.js";
import type { BodyEncoder, FormEncoder } from "./body.js";
import type { Encode } from "./expansion.js";
import type { RetryRule } from "./retry-rule.js";

/** An HTTP method as it is sent: OpenAPI 3.2 lets a path item name any. */
export type Method = string;

export type ParameterStyle = "matrix" | "label" | "simple" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";

/** Writes a parameter's value, with `encode` on every text of it; undefined where nothing is sent. */
export type ParameterWriter = (parameter: Parameter, value: unknown, encode: Encode) => string | undefined;

/**
 * How one parameter travels: the facts of an OpenAPI Parameter Object that reach the wire. A fact left out has the
 * specification's default for its location (`style: simple` in a path or header, `form` in a query or cookie;
 * `explode: true` for `form`, else false).
 */
export type Parameter = PlainParameter | StyledParameter;

interface PlainParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly explode?: boolean;
  readonly required?: boolean;
  /** The only value that it can have: sent where neither the call nor the client gives one. */
  readonly constant?: string | number | boolean;
  readonly style?: undefined;
  readonly allowReserved?: undefined;
  readonly content?: undefined;
  readonly write?: undefined;
}

/** A parameter that says more than `explode`, with what heeds it: a client that has none carries no such function. */
export interface StyledParameter extends Omit<PlainParameter, "style" | "allowReserved" | "content" | "write"> {
  readonly style?: ParameterStyle | undefined;
  readonly allowReserved?: boolean | undefined;
  /** Media type, for a parameter described by `content` instead of `schema`. */
  readonly content?: string | undefined;
  readonly write: ParameterWriter;
}

/** A request body: the media types its operation accepts, the default first. */
export interface Body {
  readonly required?: boolean;
  readonly mediaTypes: readonly string[];
  /** What writes it. Named by generated code, so that clients that only read do not carry it. */
  readonly encode: BodyEncoder;
  /** What writes its forms, by media type. Named by generated code, likewise. */
  readonly forms?: Readonly<Record<string, FormEncoder>>;
}

/** What the generated code tells the runtime about one operation: plain data, and the functions that it alone needs. */
export interface Operation {
  /** The document's operationId. */
  readonly id: string;
  readonly method: Method;
  /** Path template relative to the base URL, such as `/jobs/{job_id}`. */
  readonly path: string;
  /** Where the operation is, if not where the API is. A base URL that the caller gives stands for these too. */
  readonly servers?: readonly Server[];
  /** Path parameters stand in template order; query, header and cookie parameters follow. */
  readonly parameters?: readonly Parameter[];
  readonly body?: Body;
  /** Media types of the successful responses, in document order; sent as `Accept`. Absent: the operation declares no content. */
  readonly accept?: readonly string[];
  /** Whether a success has no content, by status or range, where some have and others have not. */
  readonly empty?: Readonly<Record<string, boolean>>;
  /** What reads its answers, where they may be anything but JSON. Named by generated code. */
  readonly decode?: Decoder;
  /** What reads its streams, by media type. Named by generated code, so that clients without streams do not carry it. */
  readonly streams?: Readonly<Record<string, StreamReader>>;
  /** Security alternatives, each a list of scheme names that apply together. Absent: the API's own. Empty: none. */
  readonly security?: readonly (readonly string[])[];
  /** Whether repeating does no harm, where the document declares it. Absent: what the method promises. */
  readonly idempotent?: boolean;
  /** When it is sent again, and after what pause, where the document says so. */
  readonly retry?: RetryRule;
  /** Header that carries an idempotency key, where the document declares one. */
  readonly idempotencyKey?: string;
}
