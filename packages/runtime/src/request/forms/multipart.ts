import { isJson } from "../../json/media-type.js";
import { randomUuid } from "../../json/random-uuid.js";
import { type Binary, isBytes, isStream, refuseForeignFile } from "../binary.js";
import { type FormEncoder, toJson } from "../body.js";
import { hasParts, primitiveText } from "../expansion.js";
import type { StyledParameter } from "../operation.js";
import { formFields, listItems } from "./fields.js";
import { Upload } from "./upload.js";

/** A file in a multipart body. */
export type FilePart = Binary | Upload;

/** A multipart body: `T` with files in the properties named `Files`, or a FormData. */
export type MultipartBody<T, Files extends string = never> =
  FormData | { [Name in keyof T]: Name extends Files ? WithFiles<T[Name]> : T[Name] };

/** The type of a form part. Bytes and values of any type become files, also in lists. Text and null stay the same. */
type WithFiles<V> = unknown extends V
  ? FilePart
  : V extends readonly (infer Item)[]
    ? WithFiles<Item>[]
    : V extends Blob | Uint8Array | ReadableStream
      ? FilePart
      : V;

/** How a part is encoded: the fields of an OpenAPI Encoding Object. */
export interface PartEncoding extends Partial<Pick<StyledParameter, "style" | "explode" | "allowReserved" | "write">> {
  readonly contentType?: string;
  /** `one`: a list is one part, as JSON. */
  readonly parts?: "one";
}

type Encodings = Readonly<Record<string, PartEncoding>>;

/** A part before it is written. */
interface Part {
  readonly content: string | Binary;
  readonly type: string | undefined;
  readonly filename: string | undefined;
}

/**
 * Encodes `multipart/form-data` (RFC 7578): text unchanged, objects as JSON parts, bytes as files. Each item of an
 * array becomes a part. A property with a style is written as in a query, without percent-encoding (OpenAPI 3.2,
 * "Encoding Object"). The body can be sent again unless a part is a stream. `E` as in `urlencoded`.
 */
export function multipart<const E extends Encodings>(encoding?: E & Record<keyof E, PartEncoding>): FormEncoder;
export function multipart(encoding: Encodings = {}): FormEncoder {
  return (value, mediaType) => {
    const boundary = `form-${randomUuid()}`;
    const chunks: (string | Binary)[] = [];
    for (const [name, property] of formFields(value)) {
      const { contentType, parts, write, ...style } = (Object.hasOwn(encoding, name) && encoding[name]) || {};
      const fields: Iterable<[name: string, item: unknown]> =
        write === undefined
          ? (parts === "one" ? [property] : listItems(property)).map((item) => [name, item])
          : new URLSearchParams(write({ ...style, name, in: "query", write }, property, encodeURIComponent));
      for (const [field, item] of fields) {
        const part = partOf(item, contentType);
        chunks.push(partHeader(boundary, field, part), part.content, "\r\n");
      }
    }
    chunks.push(`--${boundary}--\r\n`);
    return { content: concatenated(chunks), mediaType: `${mediaType.split(";", 1)[0] ?? ""}; boundary=${boundary}` };
  };
}

function partOf(item: unknown, declared: string | undefined): Part {
  if (item instanceof Upload) return filePart(item.content, item.name, item.type ?? declared);
  if (item instanceof Blob) return filePart(item, "name" in item ? String(item.name) : "blob", item.type || declared);
  if (isBytes(item) || isStream(item)) return filePart(item, "blob", declared);
  refuseForeignFile("body", Object(item));
  const asJson = hasParts(item) || (declared !== undefined && isJson(declared));
  const type = declared ?? (asJson ? "application/json" : undefined);
  return { content: asJson ? toJson(item) : primitiveText("body", item), type, filename: undefined };
}

/** A declared type that is a list or a range does not name the type of a file. */
function filePart(content: Binary, filename: string, type: string | undefined): Part {
  return { content, filename, type: type === undefined || /[,*]/.test(type) ? "application/octet-stream" : type };
}

function partHeader(boundary: string, name: string, { filename, type }: Part): string {
  const file = filename === undefined ? "" : `; filename="${escapedName(filename)}"`;
  const line = type === undefined ? "" : `Content-Type: ${type.replace(/[\r\n]+/g, " ")}\r\n`;
  return `--${boundary}\r\nContent-Disposition: form-data; name="${escapedName(name)}"${file}\r\n${line}\r\n`;
}

/** Escapes a name as browsers do (HTML, "Multipart form data"). */
function escapedName(text: string): string {
  return text.replace(/["\r\n]/g, encodeURIComponent);
}

/** One body of all chunks: a stream if one of them is a stream, else a Blob. */
function concatenated(chunks: readonly (string | Binary)[]): Blob | ReadableStream<Uint8Array<ArrayBuffer>> {
  const still = chunks.flatMap((chunk) => (isStream(chunk) ? [] : [chunk]));
  if (still.length === chunks.length) return new Blob(still);
  const streams = chunks.values();
  let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        if (reader === undefined) {
          const { done, value } = streams.next();
          if (done) return controller.close();
          reader = (isStream(value) ? value : new Blob([value]).stream()).getReader();
        }
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        reader = undefined;
      }
    },
    cancel: (reason) => reader?.cancel(reason),
  });
}
