import { ParameterError } from "../errors/parameter-error.js";
import type { JsonCodec } from "../json/exact-json.js";
import { isJson } from "../json/media-type.js";
import { isBytes, isFormData, isStream, refuseForeignFile } from "./binary.js";
import { primitiveText } from "./expansion.js";
import type { Body } from "./operation.js";

/** The body types that fetch accepts: `BodyInit`, by a name that the types of Node have too. */
export type BodyContent = NonNullable<RequestInit["body"]>;

/** A request body ready for fetch. */
export interface EncodedBody {
  readonly content: BodyContent;
  /** Undefined if fetch sets it: the boundary of a form, the type of a Blob. */
  readonly mediaType: string | undefined;
}

/** Encodes a body. `explicit` is the media type that the call chose. */
export type BodyEncoder = (value: unknown, declared: Body, explicit?: string, codec?: JsonCodec) => EncodedBody;

/** Encodes a form of one media type. */
export type FormEncoder = (value: unknown, mediaType: string) => EncodedBody;

const NAME = "body";

/**
 * Encodes a body as the first declared media type that fits the value; `explicit`, the choice of the call, overrides
 * it. A value that contains a file fits only a multipart form. Values that fetch accepts (Blob, FormData,
 * URLSearchParams, buffers, streams) are sent unchanged. A string is sent unchanged unless the media type is JSON or
 * multipart.
 */
export function encodeBody(
  value: unknown,
  { mediaTypes: declared, forms }: Body,
  explicit?: string,
  codec: JsonCodec = JSON,
): EncodedBody {
  const mediaTypes = explicit === undefined ? declared : [explicit];
  if (isFormData(value) || value instanceof URLSearchParams) return { content: value, mediaType: undefined };
  if (value instanceof Blob) {
    return { content: value, mediaType: explicit ?? (value.type === "" ? binaryType(declared) : undefined) };
  }
  if (isBytes(value) || isStream(value)) return { content: value, mediaType: explicit ?? binaryType(declared) };
  if (typeof value === "object" && value !== null) refuseForeignFile(NAME, value);
  const concrete = mediaTypes.filter((type) => !type.includes("*"));
  const fallback = concrete[0] ?? (typeof value === "string" ? "text/plain" : "application/json");
  const hasFile = typeof value === "object" && holdsFile(value);
  const fits =
    typeof value !== "object"
      ? (type: string) => !isForm(type)
      : hasFile
        ? isMultipart
        : (type: string) => isJson(type) || isForm(type);
  const mediaType = concrete.find(fits) ?? fallback;
  // JSON cannot contain a file.
  if (isJson(mediaType) && !hasFile) return { content: toJson(value, codec), mediaType };
  if (!isForm(mediaType)) return { content: primitiveText(NAME, value), mediaType };
  // The caller has already encoded the form.
  if (typeof value === "string" && !isMultipart(mediaType)) return { content: value, mediaType };
  const encode = forms?.[mediaType];
  if (encode === undefined) throw new ParameterError(NAME, `has the undeclared media type ${mediaType}`);
  return encode(value, mediaType);
}

/** Whether the body can be sent again. A stream cannot. */
export function isReplayable(content: BodyContent | null | undefined): boolean {
  return !isStream(content);
}

/** Whether a property is a file, an upload or a list of these. Only a multipart form can carry them. */
function holdsFile(value: object | null): boolean {
  const items: unknown[] = Object.values(value ?? {}).flat();
  const isFile = (item: unknown): boolean => item instanceof Blob || isBytes(item) || isStream(item);
  return items.some((item) => isFile(item) || isFile(Object(item).content));
}

function isMultipart(mediaType: string): boolean {
  return /^multipart\//i.test(mediaType);
}

function isForm(mediaType: string): boolean {
  return isMultipart(mediaType) || /^application\/x-www-form-urlencoded\b/i.test(mediaType);
}

/** The first declared media type that is neither a wildcard nor a form nor JSON. */
function binaryType(mediaTypes: readonly string[]): string {
  return mediaTypes.find((type) => !type.includes("*") && !isForm(type) && !isJson(type)) ?? "application/octet-stream";
}

/** A value as JSON. Throws ParameterError for a value that JSON cannot represent: a cycle, a BigInt, a function. */
export function toJson(value: unknown, codec: JsonCodec = JSON): string {
  try {
    const text = codec.stringify(value);
    if (text !== undefined) return text;
  } catch {
    // The error below covers this too.
  }
  throw new ParameterError(NAME, "cannot be written as JSON");
}
