import { ParameterError } from "./errors/parameter-error.js";
import { textOf } from "./expansion.js";

/** A request body ready for fetch. */
export interface Payload {
  readonly content: BodyInit;
  /** Undefined where fetch knows it better: the boundary of a form, the type of a Blob. */
  readonly mediaType: string | undefined;
}

const NAME = "body";

/**
 * Encodes a body for the first declared media type that can carry it; `explicit` is the call's own `Content-Type`
 * and wins. Values that fetch takes as they are (Blob, FormData, URLSearchParams, buffers, streams) are never
 * re-encoded. A string is sent as it is unless the type is JSON.
 */
export function encodeBody(value: unknown, declared: readonly string[], explicit: string | undefined): Payload {
  const mediaTypes = explicit === undefined ? declared : [explicit];
  if (value instanceof FormData || value instanceof URLSearchParams) return { content: value, mediaType: undefined };
  if (value instanceof Blob) {
    return { content: value, mediaType: explicit ?? (value.type === "" ? binaryType(mediaTypes) : undefined) };
  }
  if (isBytes(value) || value instanceof ReadableStream) return { content: value, mediaType: binaryType(mediaTypes) };
  const concrete = mediaTypes.filter((type) => !type.includes("*"));
  const fallback = concrete[0] ?? (typeof value === "string" ? "text/plain" : "application/json");
  const mediaType = concrete.find((type) => (typeof value === "object" ? isJson(type) || isForm(type) : !isForm(type)));
  return encodeAs(mediaType ?? fallback, value);
}

function encodeAs(mediaType: string, value: unknown): Payload {
  if (isJson(mediaType)) return { content: json(value), mediaType };
  if (!isForm(mediaType)) return { content: textOf(NAME, value), mediaType };
  // The boundary of a multipart body is fetch's to choose, so its type is left out.
  return { content: /^multipart/i.test(mediaType) ? multipart(value) : urlencoded(value), mediaType: undefined };
}

/** Whether the body can be sent a second time: a stream cannot. */
export function isReplayable(content: BodyInit | null | undefined): boolean {
  return !(content instanceof ReadableStream);
}

export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType);
}

function isForm(mediaType: string): boolean {
  return /^multipart\/|^application\/x-www-form-urlencoded\b/i.test(mediaType);
}

/** The first declared type that bytes can be; a wildcard says nothing about them. */
function binaryType(mediaTypes: readonly string[]): string {
  return mediaTypes.find((type) => !type.includes("*") && !isForm(type) && !isJson(type)) ?? "application/octet-stream";
}

function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function json(value: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch {
    // A cycle or a BigInt; said below.
  }
  throw new ParameterError(NAME, "holds a value that JSON cannot");
}

/** Properties in order, arrays as the name again, nested objects as JSON, null and undefined left out. */
function* fields(value: unknown): Generator<readonly [string, string | Blob]> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ParameterError(NAME, "is a form and takes an object");
  }
  for (const [name, property] of Object.entries(value)) {
    for (const item of Array.isArray(property) ? property : [property]) {
      if (item !== undefined && item !== null) yield [name, field(item)];
    }
  }
}

function field(item: unknown): string | Blob {
  if (item instanceof Blob) return item;
  if (isBytes(item)) return new Blob([item]);
  return typeof item === "object" && !(item instanceof Date) ? json(item) : textOf(NAME, item);
}

function urlencoded(value: unknown): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, item] of fields(value)) {
    if (item instanceof Blob) throw new ParameterError(NAME, "holds bytes, which a urlencoded form cannot");
    form.append(name, item);
  }
  return form;
}

function multipart(value: unknown): FormData {
  const form = new FormData();
  for (const [name, item] of fields(value)) form.append(name, item);
  return form;
}
