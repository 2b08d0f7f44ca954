import { ParameterError } from "../errors/parameter-error.js";
import type { JsonCodec } from "../json/exact-json.js";
import { isJson } from "../json/media-type.js";
import { primitiveText } from "./expansion.js";
import type { Body } from "./operation.js";

/** What fetch takes as a body: `BodyInit`, by the name that Node's types have for it too. */
export type BodyContent = NonNullable<RequestInit["body"]>;

/** Bytes, in every form that fetch sends. A stream can be sent once, so a call with one is not retried. */
export type Binary = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;

/** A request body ready for fetch. */
export interface EncodedBody {
  readonly content: BodyContent;
  /** Undefined where fetch knows it better: the boundary of a form, the type of a Blob. */
  readonly mediaType: string | undefined;
}

/** Writes a body; `explicit` is the media type that the call itself names. */
export type BodyEncoder = (value: unknown, declared: Body, explicit?: string, codec?: JsonCodec) => EncodedBody;

/** Writes a form of one media type. */
export type FormEncoder = (value: unknown, mediaType: string) => EncodedBody;

const NAME = "body";

/**
 * Encodes a body for the first declared media type that can carry it; `explicit` is the call's own choice and wins.
 * Values that fetch takes as they are (Blob, FormData, URLSearchParams, buffers, streams) are never re-encoded. A
 * string is sent as it is unless the type is JSON.
 */
export function encodeBody(
  value: unknown,
  { mediaTypes: declared, forms }: Body,
  explicit?: string,
  codec: JsonCodec = JSON,
): EncodedBody {
  const mediaTypes = explicit === undefined ? declared : [explicit];
  if (value instanceof FormData || value instanceof URLSearchParams) return { content: value, mediaType: undefined };
  if (value instanceof Blob) {
    return { content: value, mediaType: explicit ?? (value.type === "" ? binaryType(mediaTypes) : undefined) };
  }
  if (isBytes(value) || value instanceof ReadableStream) return { content: value, mediaType: binaryType(mediaTypes) };
  const concrete = mediaTypes.filter((type) => !type.includes("*"));
  const fallback = concrete[0] ?? (typeof value === "string" ? "text/plain" : "application/json");
  const mediaType =
    concrete.find((type) => (typeof value === "object" ? isJson(type) || isForm(type) : !isForm(type))) ?? fallback;
  if (isJson(mediaType)) return { content: toJson(value, codec), mediaType };
  if (!isForm(mediaType)) return { content: primitiveText(NAME, value), mediaType };
  const encode = forms?.[mediaType];
  if (encode === undefined) throw new ParameterError(NAME, `is of a type that is not declared, ${mediaType}`);
  return encode(value, mediaType);
}

/** Whether the body can be sent a second time: a stream cannot. */
export function isReplayable(content: BodyContent | null | undefined): boolean {
  return !(content instanceof ReadableStream);
}

function isForm(mediaType: string): boolean {
  return /^multipart\/|^application\/x-www-form-urlencoded\b/i.test(mediaType);
}

/** The first declared type that bytes can be; a wildcard says nothing about them. */
function binaryType(mediaTypes: readonly string[]): string {
  return mediaTypes.find((type) => !type.includes("*") && !isForm(type) && !isJson(type)) ?? "application/octet-stream";
}

export function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

/** A value as JSON. Throws ParameterError where it has none: a cycle, a BigInt, a function. */
export function toJson(value: unknown, codec: JsonCodec = JSON): string {
  try {
    const text = codec.stringify(value);
    if (text !== undefined) return text;
  } catch {
    // Said below.
  }
  throw new ParameterError(NAME, "holds a value that JSON cannot");
}
