import { ParameterError } from "../errors/parameter-error.js";

/** Bytes in every form that fetch sends. A stream can be sent only once, so a call with one is not retried. */
export type Binary = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;

export function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView<ArrayBuffer> {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

export function isFormData(value: unknown): value is FormData {
  return typeof FormData === "function" && value instanceof FormData;
}

/** Whether a value is a stream. Some platforms have no `ReadableStream`. */
export function isStream(value: unknown): value is ReadableStream<Uint8Array<ArrayBuffer>> {
  return typeof ReadableStream === "function" && value instanceof ReadableStream;
}

/**
 * Throws ParameterError for a file that the platform's own types do not cover: one of a library or another realm, a
 * stream of Node, or what app engines call a file, an object with its `uri`. Written as JSON, it would be its insides.
 */
export function refuseForeignFile(name: string, value: object): void {
  const methods = ["stream", "arrayBuffer", "getReader", "pipe"];
  const isFile =
    methods.some((method) => typeof Reflect.get(value, method) === "function") ||
    Symbol.asyncIterator in value ||
    ("uri" in value && typeof value.uri === "string" && /^(file|content|ph|blob|data|assets-library):/.test(value.uri));
  if (isFile) throw new ParameterError(name, "has a file that cannot be read here: pass a Blob or its bytes");
}
