import { describe, expect, it, test } from "vitest";
import { withFernAnswers } from "../../../packages/toolchain/src/contract/annotations/fern-answers.js";
import { readContract } from "../../../packages/toolchain/src/contract/read-contract.js";
import { contractOf, documentOf, failureOf, identity, lineHere } from "./support.js";

const flagged = "type: object, properties: { text: { type: string }, stream: { type: boolean } }";
const both = "application/json: { schema: { type: object } }, text/event-stream: { schema: { type: object } }";

interface Parts {
  readonly body?: string;
  readonly bodyType?: string;
  readonly answers?: string;
  readonly annotation?: string;
  readonly query?: string;
  readonly more?: string;
}

/** One operation with a JSON body, and its answers by media type. */
function chat({ body = flagged, bodyType = "application/json", answers = both, ...parts }: Parts): string {
  return `
paths:
  /chat:
    post:
      operationId: createChat
      ${(parts.annotation ?? "").replaceAll("\n", "\n      ")}
      parameters: [${parts.query ?? ""}]
      requestBody: { content: { ${bodyType}: { schema: { ${body} } } } }
      responses: { "200": { description: It, content: { ${answers} } } }
${parts.more ?? ""}`;
}

function streamOf(parts: Parts): unknown {
  const { stream, origins } = contractOf(chat(parts)).contract.operations[0] ?? {};
  return stream && { ...stream, from: origins?.stream };
}

const inferred = { when: "/stream", from: "inferred" };
const schemas = `
components:
  schemas:
    Flag: { type: boolean, default: true }
    Streamed: { type: object, properties: { stream: { type: boolean } } }
    Chunk: { type: object, properties: { delta: { type: string } } }`;

describe("a choice by a boolean `stream` of the JSON body", () => {
  test.each<[title: string, parts: Parts, want: unknown]>([
    ["beside both media types", {}, inferred],
    ["and JSON lines", { answers: both.replace("text/event-stream", "application/x-ndjson") }, inferred],
    ["in a problem-like JSON type", { answers: both.replace("application/json", "application/vnd.a+json") }, inferred],
    ["that may be null", { body: "properties: { stream: { type: [boolean, 'null'] } }" }, inferred],
    [
      "that may be null by a union, with a default",
      { body: "properties: { stream: { anyOf: [{ type: boolean }, { type: 'null' }], default: true } }" },
      { ...inferred, default: true },
    ],
    [
      "in allOf",
      { body: "allOf: [{ type: object }, { $ref: '#/components/schemas/Streamed' }]", more: schemas },
      inferred,
    ],
    [
      "in alternatives with a value each",
      { body: "oneOf: [{ properties: { stream: { const: true } } }, { properties: { stream: { enum: [false] } } }]" },
      inferred,
    ],
    [
      "behind a reference, with its default",
      { body: "properties: { stream: { $ref: '#/components/schemas/Flag' } }", more: schemas },
      { ...inferred, default: true },
    ],
    [
      "with a default beside the reference",
      {
        body: "properties: { stream: { allOf: [{ $ref: '#/components/schemas/Streamed/properties/stream' }], default: true } }",
        more: schemas,
      },
      { ...inferred, default: true },
    ],
    ["with the default false", { body: "properties: { stream: { type: boolean, default: false } }" }, inferred],
    ["is none in a text", { body: "properties: { stream: { type: string } }" }, undefined],
    ["is none where it may be a text too", { body: "properties: { stream: { type: [boolean, string] } }" }, undefined],
    ["is none with one value", { body: "properties: { stream: { type: boolean, enum: [true] } }" }, undefined],
    [
      "is none where only answers have it",
      { body: "properties: { stream: { type: boolean, readOnly: true } }" },
      undefined,
    ],
    ["is none deeper", { body: "properties: { options: { properties: { stream: { type: boolean } } } }" }, undefined],
    ["is none by another name", { body: "properties: { streaming: { type: boolean } }" }, undefined],
    ["is none in a form", { bodyType: "multipart/form-data" }, undefined],
    ["is none without a stream", { answers: "application/json: { schema: { type: object } }" }, undefined],
    ["is none without JSON", { answers: "audio/mpeg: {}, text/event-stream: {}" }, undefined],
    ["is none beside a third media type", { answers: `${both}, text/csv: {}` }, undefined],
    ["is none with two streams", { answers: `${both}, application/jsonl: {}` }, undefined],
    [
      "is none in the query",
      { body: "type: object", query: "{ name: stream, in: query, schema: { type: boolean } }" },
      undefined,
    ],
  ])("%s", (_title, parts, want) => {
    expect(streamOf(parts)).toEqual(want);
  });
});

const query = "{ name: live, in: query, schema: { type: boolean, default: true } }";
const nested =
  "properties: { stream: { type: boolean }, text: { type: string }, how: { properties: { live: { type: boolean } } } }";

describe("a declared choice", () => {
  test.each<[declaration: string, want: unknown]>([
    ["{ when: /stream }", { when: "/stream", from: "declared" }],
    ["{ when: /how/live }", { when: "/how/live", from: "declared" }],
    ["{ when: live }", { when: "live", default: true, from: "declared" }],
    ["false", undefined],
  ])("x-specloom-stream: %s", (declaration, want) => {
    expect(streamOf({ annotation: `x-specloom-stream: ${declaration}`, body: nested, query })).toEqual(want);
  });

  it("may have other answers beside the stream", () => {
    const answers = "audio/mpeg: {}, text/event-stream: {}";
    expect(streamOf({ annotation: "x-specloom-stream: { when: /stream }", answers })).toMatchObject({
      when: "/stream",
    });
  });

  const json = "application/json: { schema: { type: object } }";
  test.each<[declaration: string, code: string, message: string, parts?: Parts]>([
    ["true", "contract/declaration", "Expected an object, found true."],
    ["{}", "contract/declaration", "The key 'when' is missing."],
    ["{ if: /stream }", "contract/declaration", "Unknown key 'if'"],
    ["{ when: /strem }", "contract/field", "'/strem' names no field"],
    ["{ when: /text }", "contract/field", "'/text' of the request body is not a boolean that may be true or false."],
    ["{ when: lve }", "contract/parameter-unknown", "has no parameter 'lve'; it has live."],
    ["{ when: /stream }", "contract/declaration", "No success of POST /chat declares a stream.", { answers: json }],
    [
      "{ when: /stream }",
      "contract/declaration",
      "declares anything but a stream.",
      { answers: "text/event-stream: {}" },
    ],
  ])("x-specloom-stream: %s is refused: %s, %s", (declaration, code, message, parts) => {
    const yaml = chat({ annotation: `x-specloom-stream: ${declaration} # here`, body: nested, query, ...parts });
    const error = failureOf(yaml);
    expect({ code: error.code, line: error.location?.line }).toEqual({ code, line: lineHere(yaml) });
    expect(error.message).toContain(message);
  });
});

describe("another generator's annotation", () => {
  test.each<[annotation: string, want: unknown]>([
    ["x-speakeasy-sse-overload: true", { when: "/stream", from: "vendor:speakeasy" }],
    ["x-speakeasy-sse-overload: false", undefined],
    ["x-fern-streaming: { stream-condition: $request.stream }", { when: "/stream", from: "vendor:fern" }],
    [
      "x-fern-streaming: { stream-condition: $request.live, format: sse }",
      { when: "live", default: true, from: "vendor:fern" },
    ],
    ["x-fern-streaming: true", inferred],
    ["x-fern-streaming: { format: sse }", inferred],
    ["x-fern-streaming: false", undefined],
    ["x-fern-streaming: { stream-condition: $request.stream }\nx-specloom-stream: false", undefined],
  ])("%s", (annotation, want) => {
    expect(streamOf({ annotation, query })).toEqual(want);
  });

  it("of Speakeasy means the query where the body has no such field", () => {
    const parts = { body: "type: object", query: "{ name: stream, in: query, schema: { type: boolean } }" };
    const want = { when: "stream", from: "vendor:speakeasy" };
    expect(streamOf({ ...parts, annotation: "x-speakeasy-sse-overload: true" })).toEqual(want);
  });

  test.each<[annotation: string, why: string, parts?: Parts]>([
    ["x-speakeasy-sse-overload: maybe", "Expected true or false"],
    ["x-speakeasy-sse-overload: true", "no boolean 'stream'", { body: "type: object" }],
    ["x-speakeasy-sse-overload: true", "declares a stream", { answers: "application/json: {}" }],
    ["x-fern-streaming: { stream-condition: stream }", "Expected a path such as $request.name"],
    ["x-fern-streaming: { stream-condition: $request.text }", "'/text' of the request body is not a boolean"],
    ["x-fern-streaming: often", "Expected a path such as $request.name"],
  ])("%s stops nothing: a note says why", (annotation, why, parts) => {
    const yaml = chat({ annotation: `${annotation} # here`, ...parts });
    const [note] = contractOf(yaml).notes;
    expect(note).toMatchObject({ kind: "annotation", location: { line: lineHere(yaml) } });
    expect(note?.message).toContain(why);
  });

  it("of Fern gives both answers their schemas, in a response of the operation's own", () => {
    const annotation = `x-fern-streaming:
  stream-condition: $request.stream
  format: sse
  response: { $ref: "#/components/schemas/Streamed" }
  response-stream: { $ref: "#/components/schemas/Chunk" }
  terminator: "[DONE]"`;
    const shared = `
  responses:
    Chat: { description: It, content: { application/json: { schema: { type: string } } } }`;
    const yaml = chat({ annotation, more: schemas + shared }).replace(
      /"200": .*\} \}$/mu,
      '"200": { $ref: "#/components/responses/Chat" } }',
    );
    const document = withFernAnswers(documentOf(yaml));
    const { contract, notes } = readContract(document, identity);
    expect(contract.operations[0]).toMatchObject({
      stream: { when: "/stream" },
      responses: [{ status: "200", mediaTypes: ["application/json", "text/event-stream"] }],
    });
    expect(document.value["paths"]).toMatchObject({
      "/chat": {
        post: {
          responses: {
            "200": {
              description: "It",
              content: {
                "application/json": { schema: { $ref: "#/components/schemas/Streamed" } },
                "text/event-stream": { schema: { $ref: "#/components/schemas/Chunk" } },
              },
            },
          },
        },
      },
    });
    expect(document.value["components"]).toEqual(documentOf(yaml).value["components"]);
    expect(notes.map(({ message }) => message)).toEqual([expect.stringContaining("'terminator' is not supported")]);
  });

  test.each([
    ["json", "application/x-ndjson", "itemSchema"],
    ["sse", "text/event-stream", "schema"],
  ])("of Fern in the format %s is %s, where the document names no stream", (format, mediaType, field) => {
    const annotation = `x-fern-streaming: { stream-condition: $request.stream, format: ${format}, response-stream: { type: integer } }`;
    const document = withFernAnswers(documentOf(chat({ annotation, answers: "application/json: { schema: {} }" })));
    const content = { [mediaType]: { [field]: { type: "integer" } } };
    expect(document.value["paths"]).toMatchObject({ "/chat": { post: { responses: { "200": { content } } } } });
  });
});

describe("an operation whose answers are read for something else has no choice, which a note tells", () => {
  it("of pages", () => {
    const annotation = `x-specloom-stream: { when: /stream }
x-specloom-pagination: { style: cursor, request: { cursor: /after }, response: { items: /items, next: /next } }`;
    const yaml = chat({
      annotation,
      body: "properties: { stream: { type: boolean }, after: { type: string } }",
      answers: both.replace(
        "type: object",
        "properties: { items: { type: array, items: {} }, next: { type: string } }",
      ),
    });
    const { contract, notes } = contractOf(yaml);
    expect(contract.operations[0]).not.toHaveProperty("stream");
    expect(contract.operations[0]?.origins).not.toHaveProperty("stream");
    expect(notes).toMatchObject([
      { kind: "ignored", operation: "createChat", message: expect.stringContaining("is paginated") },
    ]);
  });

  it("of a job's start", () => {
    const status = `
  /chat/{id}:
    get:
      operationId: getChat
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: It, content: { application/json: { schema: { properties: { state: { type: string } } } } } } }
      x-specloom-job: { id: id, state: /state, states: { succeeded: [done] }, start: [{ operation: createChat, jobId: /id }] }`;
    const yaml = chat({ answers: both.replace("type: object", "properties: { id: { type: string } }"), more: status });
    const { contract, notes } = contractOf(yaml);
    expect(contract.operations[0]).not.toHaveProperty("stream");
    expect(notes).toMatchObject([
      { kind: "ignored", operation: "createChat", message: expect.stringContaining("starts a job") },
    ]);
  });
});
