import fc from "fast-check";
import { componentNames, texts } from "./texts.js";
import { jsonShapes, type Schema, type Version } from "./schemas.js";
import { Bytes } from "./values.js";

/** A declared response, and what the server answers where it is the one that comes. */
export interface Response {
  /** As the document writes it. */
  readonly status: string;
  /** What is sent. */
  readonly sent: number;
  readonly mediaType: string | undefined;
  readonly schema: Schema | undefined;
  readonly value: unknown;
  readonly header: string | undefined;
  readonly component: string | undefined;
}

const SENT: Readonly<Record<string, readonly number[]>> = {
  200: [200],
  201: [201],
  "2XX": [200, 206, 299],
  404: [404],
  "4XX": [400, 409, 422],
  500: [500],
};

export interface Responses {
  readonly declared: readonly Response[];
  /** Which of them comes. */
  readonly answered: number;
}

export function responsesOf(version: Version): fc.Arbitrary<Responses> {
  const statuses = version === "2.0" ? ["200", "201", "404", "500"] : Object.keys(SENT);
  const one = fc.constantFrom(...statuses).chain((status) => responseOf(version, status));
  return fc
    .uniqueArray(one, {
      selector: ({ status }) => status.charAt(0) + (status.endsWith("XX") ? "" : status),
      minLength: 1,
      maxLength: 3,
    })
    .filter((declared) => declared.some(({ status }) => status.startsWith("2")))
    .chain((declared) =>
      fc.nat(declared.length - 1).map((answered) => ({ declared: declared.map(distinct(declared)), answered })),
    );
}

/** A range is answered with a status that nothing else declares. */
function distinct(all: readonly Response[]) {
  return (response: Response): Response => {
    const taken = all.some(({ status }) => status === `${response.sent}` && status !== response.status);
    return taken ? { ...response, sent: response.status === "2XX" ? 203 : 418 } : response;
  };
}

function responseOf(version: Version, status: string): fc.Arbitrary<Response> {
  const isError = /^[45]/u.test(status);
  const json = jsonShapes(version).chain((shape) =>
    fc.record({
      mediaType: fc.constantFrom("application/json", "application/problem+json", "application/json; charset=utf-8"),
      schema: fc.constant(shape.schema),
      value: shape.values("response"),
    }),
  );
  const text = fc.record({
    mediaType: fc.constantFrom("text/plain", "application/xml"),
    schema: fc.constant<Schema>({ type: "string" }),
    value: texts,
  });
  const binary = fc.record({
    mediaType: fc.constantFrom("application/octet-stream", "image/png"),
    schema: fc.constant<Schema>(version === "2.0" ? { type: "file" } : { type: "string", format: "binary" }),
    value: fc.uint8Array({ minLength: 1, maxLength: 8 }).map((content) => new Bytes(Uint8Array.from(content), "Blob")),
  });
  const empty = fc.record({
    mediaType: fc.constant(undefined),
    schema: fc.constant(undefined),
    value: fc.constant(undefined),
  });
  const contents = isError ? fc.oneof(json, empty) : fc.oneof({ weight: 3, arbitrary: json }, text, binary, empty);
  return fc
    .record({
      content: contents,
      sent: fc.constantFrom(...(SENT[status] ?? [200])),
      header: fc.constantFrom(undefined, "X-Rate-Limit", "constructor"),
      component: fc.option(componentNames, { nil: undefined, freq: 3 }),
    })
    .map(({ content, ...rest }) => ({ status, ...content, ...rest }));
}

/** The body on the wire. */
export function bytesOf({ mediaType, value }: Response): string | Uint8Array | undefined {
  if (mediaType === undefined) return undefined;
  if (value instanceof Bytes) return value.content;
  return typeof value === "string" && !/json/u.test(mediaType) ? value : JSON.stringify(value);
}
