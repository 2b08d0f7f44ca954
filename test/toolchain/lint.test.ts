import { describe, expect, test } from "vitest";
import { generate, type ProviderInput } from "specloom";
import { lint } from "../../packages/toolchain/src/lint/lint.js";
import type { LintFinding } from "../../packages/toolchain/src/lint/finding.js";
import { lintRules } from "../../packages/toolchain/src/lint/rules.js";
import { DEFECTS } from "../../packages/toolchain/src/document/defects/defect-table.js";
import { compareText, type JsonObject } from "../../packages/toolchain/src/json.js";

const source = { path: "specs/acme/source.yaml", text: "" };

/** Lints a document beneath an overlay. */
function lintText(document: object, overlay?: string): readonly LintFinding[] {
  return lint(inputOf(document, overlay));
}

function inputOf(document: object, overlay?: string): ProviderInput {
  return {
    name: "acme",
    source: {
      ...source,
      text: 'name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: whole\nfiles:\n  openapi.json: https://acme.example/openapi.json\n',
    },
    overlay: overlay === undefined ? undefined : { path: "specs/acme/overlay.yaml", text: overlay },
    documents: [{ path: "specs/acme/openapi.json", text: JSON.stringify(document, undefined, 2) }],
    contract: undefined,
    manifest: { path: "packages/acme/package.json", text: '{ "name": "@acme/client", "version": "1.0.0" }' },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}

const overlayOf = (actions: string): string =>
  `overlay: 1.1.0\ninfo: { title: Repairs, version: 1.0.0 }\nactions:\n${actions}`;

const text = { type: "string" };
const ok = { description: "Fine.", content: { "application/json": { schema: text } } };
const operation = {
  operationId: "things_get",
  summary: "Gets a thing.",
  responses: { "200": ok, default: { description: "No.", content: { "application/json": { schema: text } } } },
};

/** A document of which nothing is to be said, with these parts in the place of its own. */
function documentOf(parts: {
  get?: object;
  path?: string;
  paths?: object;
  schema?: object;
  root?: object;
  components?: object;
}): JsonObject {
  const { get = operation, path = "/thing", paths = {}, schema, root = {}, components = {} } = parts;
  const document = {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1" },
    servers: [{ url: "https://api.acme.example" }],
    security: [{ key: [] }],
    paths: { [path]: { get }, ...paths },
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: schema === undefined ? {} : { Thing: schema },
      ...components,
    },
    ...root,
  };
  return JSON.parse(JSON.stringify(document));
}

const withResponses = (responses: object): object => ({
  ...operation,
  responses: { ...operation.responses, ...responses },
});

const answering = (schema: object): object =>
  withResponses({ "200": { description: "Fine.", content: { "application/json": { schema } } } });

const page = (name: string): object => ({ name, in: "query", schema: { type: "integer" } });

const reference = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** A document whose one other operation can be asked for a stream. */
function streaming(parts: object): JsonObject {
  const body = { type: "object", properties: { stream: { type: "boolean" } } };
  const chat = {
    ...operation,
    operationId: "chat",
    requestBody: { content: { "application/json": { schema: body } } },
    responses: { "200": chatAnswer, default: ok },
    ...parts,
  };
  const schemas = { ChatResponse: { type: "object", additionalProperties: true }, ChatStreamResponse: body };
  return documentOf({
    paths: { "/thing/chat": { post: chat } },
    components: { schemas, responses: { Chat: chatAnswer } },
  });
}

const chatAnswer = { description: "Fine.", content: { "application/json": { schema: reference("ChatResponse") } } };

/** One defect, and what the message of its finding says. */
type Row = readonly [rule: string, title: string, document: JsonObject, message: string];

const rows: readonly Row[] = [
  ["servers-missing", "none", documentOf({ root: { servers: undefined } }), "absolute URL"],
  ["servers-missing", "of no use", documentOf({ root: { servers: [{ description: "Somewhere." }] } }), "absolute URL"],
  [
    "server-insecure",
    "http",
    documentOf({ root: { servers: [{ url: "http://api.acme.example/v1" }] } }),
    "unencrypted",
  ],
  ["security-missing", "a scheme that nothing uses", documentOf({ root: { security: undefined } }), "no key"],
  [
    "security-missing",
    "no scheme",
    documentOf({ root: { security: undefined }, components: { securitySchemes: {} } }),
    "no key",
  ],
  ["security-scheme-undeclared", "at the root", documentOf({ root: { security: [{ token: [] }] } }), "'token'"],
  [
    "security-scheme-undeclared",
    "on an operation",
    documentOf({ get: { ...operation, security: [{ token: [] }] } }),
    "'token'",
  ],
  [
    "operation-id-missing",
    "none",
    documentOf({ get: { ...operation, operationId: undefined } }),
    "GET /thing has no operationId",
  ],
  [
    "operation-id-duplicate",
    "twice",
    documentOf({ paths: { "/it's": { get: operation } } }),
    "GET /it's, and GET /thing",
  ],
  [
    "operation-id-numbered",
    "springdoc's",
    documentOf({
      paths: {
        "/others/{id}": {
          get: {
            ...operation,
            operationId: "things_get_1",
            parameters: [{ name: "id", in: "path", required: true, schema: text }],
          },
        },
      },
    }),
    "'things_get_1'",
  ],
  ["summary-missing", "none", documentOf({ get: { ...operation, summary: " " } }), "neither summary"],
  ["path-parameter-undeclared", "in the path", documentOf({ path: "/thing/{id}" }), "'{id}'"],
  [
    "path-parameter-optional",
    "of an operation",
    documentOf({ path: "/thing/{id}", get: { ...operation, parameters: [{ name: "id", in: "path", schema: text }] } }),
    "'id'",
  ],
  [
    "path-parameter-optional",
    "that is shared",
    documentOf({
      path: "/thing/{id}",
      get: { ...operation, parameters: [{ $ref: "#/components/parameters/id" }] },
      components: { parameters: { id: { name: "id", in: "path", required: false, schema: text } } },
    }),
    "'id'",
  ],
  [
    "parameter-schema-missing",
    "in the query",
    documentOf({ get: { ...operation, parameters: [{ name: "q", in: "query" }] } }),
    "'q'",
  ],
  [
    "success-response-missing",
    "errors only",
    documentOf({ get: { ...operation, responses: { "400": ok } } }),
    "no success",
  ],
  [
    "success-response-missing",
    "none at all",
    documentOf({ paths: { "/thing/go": { post: { ...operation, operationId: "go", responses: { "4XX": ok } } } } }),
    "no success",
  ],
  [
    "error-response-missing",
    "success only",
    documentOf({ get: { ...operation, responses: { "200": ok } } }),
    "no error",
  ],
  [
    "error-response-missing",
    "where errors have a schema",
    documentOf({
      get: { ...operation, responses: { "200": ok } },
      components: { schemas: { ApiError: { type: "object", properties: { message: text } } } },
    }),
    "no error",
  ],
  ["stream-undeclared", "in the body", streaming({}), "POST /thing/chat takes a boolean 'stream'"],
  [
    "stream-undeclared",
    "in the query, where a shared response answers",
    streaming({
      parameters: [{ name: "stream", in: "query", schema: { type: "boolean" } }],
      requestBody: undefined,
      responses: { "200": { $ref: "#/components/responses/Chat" }, default: ok },
    }),
    "POST /thing/chat takes a boolean 'stream'",
  ],
  [
    "response-schema-missing",
    "No content",
    documentOf({ get: withResponses({ "200": { description: "Fine." } }) }),
    "No content",
  ],
  [
    "response-schema-missing",
    "an empty schema, as FastAPI writes it",
    documentOf({ get: answering({ title: "Response" }) }),
    "is empty",
  ],
  [
    "response-schema-missing",
    "an example only",
    documentOf({
      get: withResponses({
        "200": { description: "Fine.", content: { "application/json": { example: { id: 1, tags: ["a"] } } } },
      }),
    }),
    "is empty",
  ],
  [
    "request-schema-missing",
    "a body",
    documentOf({
      paths: {
        "/thing/go": {
          post: { ...operation, operationId: "go", requestBody: { content: { "application/json": {} } } },
        },
      },
    }),
    "the body of POST /thing/go",
  ],
  ["object-without-properties", "a component", documentOf({ schema: { type: "object" } }), "list them"],
  ["object-without-properties", "or null", documentOf({ schema: { type: ["object", "null"] } }), "list them"],
  [
    "array-without-items",
    "a property",
    documentOf({ schema: { type: "object", properties: { all: { type: "array" } } } }),
    "items",
  ],
  ["enum-without-type", "text", documentOf({ schema: { enum: ["a", "b"] } }), "without a type"],
  [
    "enum-without-type",
    "of several types",
    documentOf({ schema: { enum: ["a", 1, 1.5, true, null] } }),
    "without a type",
  ],
  [
    "required-undeclared",
    "one",
    documentOf({ schema: { type: "object", properties: { a: text }, required: ["a", "b"] } }),
    "'b' is required",
  ],
  [
    "required-undeclared",
    "two",
    documentOf({ schema: { type: "object", properties: { a: text }, required: ["c", "b"] } }),
    "'c' and 'b' are required",
  ],
  [
    "discriminator-without-mapping",
    "constants in the schemas",
    documentOf({
      components: {
        schemas: {
          Cat: { type: "object", properties: { kind: { type: "string", const: "cat" } }, required: ["kind"] },
          Dog: { type: "object", properties: { kind: text }, required: ["kind"] },
          Pet: { oneOf: [reference("Cat"), reference("Dog")], discriminator: { propertyName: "kind" } },
        },
      },
    }),
    "'kind' has no mapping",
  ],
  [
    "null-ambiguous",
    "null in an enum",
    documentOf({ schema: { type: "string", enum: ["a", null] } }),
    "type does not allow",
  ],
  [
    "null-ambiguous",
    "null in a type",
    documentOf({ schema: { type: ["string", "null"], enum: ["a"] } }),
    "the enum does not contain it",
  ],
  [
    "pagination-undeclared",
    "offsets without a total and a size",
    documentOf({
      path: "/things",
      get: {
        ...answering({ type: "object", properties: { items: { type: "array", items: text } } }),
        parameters: [page("offset")],
      },
    }),
    "looks paginated",
  ],
  [
    "job-undeclared",
    "a status that nothing starts",
    documentOf({
      path: "/jobs/{id}",
      get: {
        ...answering({
          type: "object",
          properties: { status: { type: "string", enum: ["pending", "succeeded", "failed"] } },
        }),
        parameters: [{ name: "id", in: "path", required: true, schema: text }],
      },
    }),
    "looks like a job's status",
  ],
  [
    "pagination-signs",
    "a number of pages that no parameter moves through",
    documentOf({
      get: {
        ...answering({ type: "object", properties: { rows: { type: "array" }, total_pages: { type: "integer" } } }),
        parameters: [page("nr")],
      },
    }),
    "Missing: a parameter that moves through the list",
  ],
  [
    "job-signs",
    "a cancel of what has no state",
    documentOf({
      path: "/renders/{id}",
      get: {
        ...answering({ type: "object", properties: { step: text } }),
        parameters: [{ name: "id", in: "path", required: true, schema: text }],
      },
      paths: {
        "/renders/{id}/cancel": {
          post: {
            ...operation,
            operationId: "renders_cancel",
            parameters: [{ name: "id", in: "path", required: true, schema: text }],
          },
        },
      },
    }),
    "has signs of a job: a cancel (renders_cancel). Missing: a field whose values are states",
  ],
  ["list-unpaged", "an array", documentOf({ get: answering({ type: "array", items: text }) }), "returns a list"],
  [
    "list-unpaged",
    "an array in an object",
    documentOf({ get: answering({ type: "object", properties: { rows: { type: "array", items: text } } }) }),
    "returns a list",
  ],
  [
    "accepted-without-job",
    "a start",
    documentOf({
      paths: { "/thing/go": { post: { ...operation, operationId: "go", responses: { "202": ok, default: ok } } } },
    }),
    "returns 202",
  ],
  [
    "name-contested",
    "one name for two",
    documentOf({
      path: "/things",
      get: { ...operation, operationId: "things_get" },
      paths: { "/v1/things": { get: { ...operation, operationId: "v1_things_get" } } },
    }),
    "would not be unique",
  ],
];

/** An action with its blanks filled in, as people do it. */
function filled(action: string): string {
  return action
    .replace("<parameter of the page number>", "nr")
    .replace("</pointer/to/the/state>", "/step")
    .replaceAll(/"?<(a state of [^>]*)>"?/gu, "$1");
}

/** Rules whose repair is not an action: each has its own test below. */
const elsewhere = ["overlay-action-unused", "contract-unreadable"];

test("the document that the rows change has no defect", () => {
  expect(lintText(documentOf({}))).toEqual([]);
});

test("every rule has a row", () => {
  const covered = new Set([...rows.map(([rule]) => rule), ...elsewhere]);
  // Defects that a document's reading tells of have a table of their own.
  const others = lintRules.filter(({ id }) => !Object.hasOwn(DEFECTS, id));
  expect(others.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});

describe.each(rows)("%s: %s", (rule, _title, document, message) => {
  const found = lintText(document).filter((finding) => finding.rule === rule);

  test("is found where it stands", () => {
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatchObject({
      severity: lintRules.find(({ id }) => id === rule)?.severity,
      message: expect.stringContaining(message),
      location: { file: "specs/acme/openapi.json", line: expect.any(Number) },
    });
  });

  test.each(found)("its action makes it vanish, and nothing else appears", ({ action = "", location }) => {
    const before = new Set(lintText(document).map((finding) => finding.rule));
    const after = lintText(document, overlayOf(filled(action)));
    expect(after.filter((finding) => finding.rule === rule && finding.location.line === location.line)).toEqual([]);
    expect(after.filter((finding) => !before.has(finding.rule))).toEqual([]);
  });
});

/** Three that reach for one name, a method and a resource of one name, and whatever else the rows have. */
const contested = documentOf({
  path: "/things",
  get: { ...operation, operationId: "things_get" },
  paths: {
    "/v1/things": { get: { ...operation, operationId: "v1_things_get" } },
    "/v2/things": { get: { ...operation, operationId: "v2_things_get" } },
    "/jobs/status": { get: { ...operation, operationId: "jobs.status" } },
    "/jobs/status/all": { get: { ...operation, operationId: "jobs.status.list" } },
    "/v1/jobs/status/all": { get: { ...operation, operationId: "v1.jobs.status.list" } },
  },
});

describe("all proposed actions together", () => {
  test.each([
    ["contested names", contested] as const,
    ...rows.map(([rule, title, document]) => [`${rule}: ${title}`, document] as const),
  ])("of %s leave nothing to say, and generate", async (_, document) => {
    const actions = new Set(lintText(document).flatMap(({ action }) => action ?? []));
    const overlay = overlayOf(filled([...actions].join("")));
    expect(lintText(document, overlay)).toEqual([]);
    const { contract } = await generate(inputOf(document, overlay));
    expect(contract.operations.length).toBeGreaterThan(0);
  });

  test("give one of those that reach for a name that name, whatever the document's order", () => {
    const names = (document: JsonObject): unknown =>
      lintText(document)
        .filter(({ rule }) => rule === "name-contested")
        .map(({ action }) => /x-specloom-name: (.*)/u.exec(action ?? "")?.[1] ?? "")
        .toSorted(compareText);
    const { paths, ...others } = contested;
    const turned = { ...others, paths: Object.fromEntries(Object.entries(paths ?? {}).toReversed()) };
    expect(names(contested)).toEqual(names(turned));
    expect(names(contested)).toContain("things.get");
  });
});

test("a stream that is not declared is proposed with the schema whose name tells an event's", () => {
  const [found] = lintText(streaming({}));
  expect(found?.action).toContain(`"#/components/schemas/ChatStreamResponse"`);
  const [other] = lintText(streaming({ responses: { "200": ok, default: ok } }));
  expect(other?.action).toContain("additionalProperties: true");
});

test("an overlay action that changes nothing is found in the overlay, and gone with it", () => {
  const unused = `  - target: $.info\n    update: { title: Acme }\n  - target: $.info\n    update: { title: Acme! }\n`;
  expect(lintText(documentOf({}), overlayOf(unused))).toEqual([
    {
      rule: "overlay-action-unused",
      severity: "warning",
      message: "Action 1 ($.info) is no longer needed: remove it.",
      location: expect.objectContaining({ file: "specs/acme/overlay.yaml", line: 4 }),
    },
  ]);
  expect(lintText(documentOf({}), overlayOf(unused.split("\n").slice(2).join("\n")))).toEqual([]);
});

test("what stops generation is told as generate would", () => {
  const document = documentOf({ get: { ...operation, "x-specloom-pagination": { style: "pages" } } });
  expect(lintText(document)).toEqual([
    expect.objectContaining({
      rule: "contract-unreadable",
      severity: "error",
      message: expect.stringContaining("pages"),
    }),
  ]);
});

describe("what is not a defect", () => {
  const fine: [title: string, document: JsonObject][] = [
    ["http on this machine", documentOf({ root: { servers: [{ url: "http://localhost:8080" }] } })],
    ["no authorization, where the document says so", documentOf({ root: { security: [] } })],
    ["a name that ends in a number", documentOf({ get: { ...operation, operationId: "sha256" } })],
    ["an object of anything", documentOf({ schema: { type: "object", additionalProperties: true } })],
    [
      "a required property of another part",
      documentOf({ schema: { allOf: [{ type: "object", properties: { a: text }, required: ["b"] }] } }),
    ],
    ["a reference in a circle", documentOf({ schema: { type: "object", properties: { next: reference("Thing") } } })],
    [
      "a property that is called `enum`",
      documentOf({ schema: { type: "object", properties: { enum: text, nullable: text } } }),
    ],
  ];
  test.each(fine)("%s", (_title, document) => {
    expect(lintText(document)).toEqual([]);
  });
});
