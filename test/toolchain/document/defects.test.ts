import { describe, expect, test } from "vitest";
import { defectActions } from "../../../packages/toolchain/src/contract/defect-notes.js";
import { overlayActions } from "../../../packages/toolchain/src/contract/overlay-action.js";
import type { Defect } from "../../../packages/toolchain/src/document/defects/defect.js";
import { type DefectCode, DEFECTS } from "../../../packages/toolchain/src/document/defects/defect-table.js";
import { soundDocument } from "../../../packages/toolchain/src/document/defects/sound-document.js";
import { type Json, valueAt } from "../../../packages/toolchain/src/json.js";
import type { SourceDocument } from "../../../packages/toolchain/src/openapi/document.js";
import { overlay } from "../../../packages/toolchain/src/overlay/overlay-document.js";
import { readOverlay } from "../../../packages/toolchain/src/overlay/read-overlay.js";
import { documentOf, lineHere } from "../contract/support.js";

/** A defect at the line marked `# here`, and what the document has at a pointer instead; undefined where nothing. */
type Row = readonly [given: string, code: DefectCode, yaml: string, pointer: string, want: Json | undefined];

const schema = (lines: string): string =>
  `components:\n  schemas:\n    Name: { type: string }\n    A:\n${lines.replaceAll(/^/gmu, "      ")}`;
const get = (lines: string, path = "/a"): string =>
  `paths:\n  ${path}:\n    get:\n${lines.replaceAll(/^/gmu, "      ")}`;
const at = "/components/schemas/A";
const list = "/paths/~1a/get/parameters";
const bytes = { type: "string", format: "binary" };

const rows: readonly Row[] = [
  ["a property that is null", "value-shape", schema("properties:\n  a: # here"), `${at}/properties/a`, {}],
  ["a number where a schema stands", "value-shape", schema("items: 5 # here"), `${at}/items`, {}],
  [
    "the name of a schema",
    "value-shape",
    schema("items: Name # here"),
    `${at}/items`,
    { $ref: "#/components/schemas/Name" },
  ],
  ["the name of a type", "value-shape", schema("not: Integer # here"), `${at}/not`, { type: "integer" }],
  ["a type by another name", "value-shape", schema("type: datetime # here"), `${at}/type`, "string"],
  [
    "a type that YAML reads as null",
    "value-shape",
    schema("type:\n  - string\n  - null # here"),
    `${at}/type/1`,
    "null",
  ],
  [
    "an alternative that YAML reads as null",
    "value-shape",
    schema("anyOf:\n  - type: string\n  - type: null # here"),
    `${at}/anyOf/1/type`,
    "null",
  ],
  ["a file", "value-shape", schema("not: { type: file, title: F } # here"), `${at}/not`, { ...bytes, title: "F" }],
  ["a list of files", "value-shape", schema("items: # here\n  type: file"), `${at}/items`, bytes],
  [
    "a file that is answered",
    "value-shape",
    get('responses:\n  "200": { content: { "*/*": { schema: { type: file } } } } # here'),
    "/paths/~1a/get/responses/200/content/*~1*/schema",
    bytes,
  ],
  ["a type that is none", "value-shape", schema("type: wizard # here"), `${at}/type`, undefined],
  [
    "one schema of a list",
    "value-shape",
    schema("oneOf: { type: string } # here"),
    `${at}/oneOf`,
    [{ type: "string" }],
  ],
  [
    "schemas by name where a list stands",
    "value-shape",
    schema("anyOf: { One: { type: string }, Two: true } # here"),
    `${at}/anyOf`,
    [{ type: "string" }, true],
  ],
  [
    "objects by name where a list stands",
    "value-shape",
    schema("anyOf: { One: { type: string }, Two: {} } # here"),
    `${at}/anyOf`,
    [{ type: "string" }, {}],
  ],
  [
    "an object in a list of its own",
    "value-shape",
    schema("items: [] # none\nnot: [{ type: string }] # here"),
    `${at}/not`,
    { type: "string" },
  ],
  ["an empty list where a map stands", "value-shape", schema("properties: [] # here"), `${at}/properties`, {}],
  [
    "a map with a dash too many",
    "value-shape",
    schema("properties: # here\n  - a: { type: string }\n  - b: {}"),
    `${at}/properties`,
    { a: { type: "string" }, b: {} },
  ],
  ["a flag as text", "value-shape", schema('readOnly: "true" # here'), `${at}/readOnly`, true],
  ["a number as text", "value-shape", schema('maxLength: "12" # here'), `${at}/maxLength`, 12],
  ["a text that is a list", "value-shape", schema("title: [a] # here"), `${at}/title`, undefined],
  ["nullable beside a type", "nullable-alone", schema("type: string\nnullable: true # here"), `${at}/type`, "string"],
  [
    "nullable beside a reference",
    "nullable-alone",
    schema('$ref: "#/components/schemas/Name"\nnullable: true # here'),
    `${at}/nullable`,
    true,
  ],
  [
    "nullable beside allOf",
    "nullable-alone",
    schema("allOf: [{ type: string }]\nnullable: true # here"),
    `${at}/nullable`,
    true,
  ],
  [
    "nullable beside oneOf",
    "nullable-alone",
    schema("oneOf: [{ type: string }]\nnullable: true # here"),
    `${at}/nullable`,
    true,
  ],
  ["nullable alone", "nullable-alone", schema("title: Any\nnullable: true # here"), `${at}/nullable`, true],
  ["an operation that is a list", "value-shape", "paths:\n  /a:\n    get: [] # here", "/paths/~1a/get", undefined],
  ["an answer that is text", "value-shape", get('responses:\n  "200": ok # here'), "/paths/~1a/get/responses/200", {}],
  [
    "a media type of null",
    "value-shape",
    get('responses:\n  "200":\n    content:\n      text/csv: # here'),
    "/paths/~1a/get/responses/200/content/text~1csv",
    {},
  ],
  [
    "a server as text",
    "value-shape",
    "servers:\n  - https://a.example # here",
    "/servers/0",
    { url: "https://a.example" },
  ],
  [
    "servers that are one",
    "value-shape",
    "servers: { url: https://a.example } # here",
    "/servers",
    [{ url: "https://a.example" }],
  ],
  ["tags that are one text", "value-shape", get("tags: pets # here"), "/paths/~1a/get/tags", ["pets"]],
  [
    "a scheme's name where a requirement stands",
    "value-shape",
    "security:\n  - k # here\ncomponents: { securitySchemes: { k: { type: http, scheme: basic } } }",
    "/security/0",
    { k: [] },
  ],
  [
    "a discriminator as text",
    "value-shape",
    schema("discriminator: kind # here"),
    `${at}/discriminator`,
    { propertyName: "kind" },
  ],
  [
    "a property that is required",
    "required-flag",
    schema("properties:\n  a:\n    type: string\n    required: true # here"),
    `${at}/required`,
    ["a"],
  ],
  [
    "a property that is not required",
    "required-flag",
    schema("properties:\n  a:\n    required: false # here"),
    `${at}/required`,
    undefined,
  ],
  ["a schema that is required", "required-flag", schema("type: string\nrequired: true # here"), at, { type: "string" }],
  [
    "properties of a schema",
    "properties-reference",
    schema("properties: { $ref: '#/components/schemas/B' } # here") +
      "\n    B: { properties: { x: { type: number } } }",
    `${at}/properties`,
    { x: { type: "number" } },
  ],
  [
    "properties of a map",
    "properties-reference",
    schema("properties: { $ref: '#/components/schemas/B', y: {} } # here") + "\n    B: { x: { type: number } }",
    `${at}/properties`,
    { x: { type: "number" }, y: {} },
  ],
  [
    "properties of themselves",
    "properties-reference",
    schema("properties: { $ref: '#/components/schemas/A' } # here"),
    `${at}/properties`,
    {},
  ],
  [
    "a list of names among properties",
    "keyword-among-properties",
    schema("properties:\n  a: { type: string }\n  required: [a] # here"),
    `${at}/properties`,
    { a: { type: "string" } },
  ],
  [
    "a type among properties",
    "keyword-among-properties",
    schema("properties:\n  type: object # here\n  a: {}"),
    `${at}/properties`,
    { a: {} },
  ],
  [
    "a reference that is null",
    "reference-malformed",
    schema("properties:\n  a:\n    $ref: # here"),
    `${at}/properties/a`,
    {},
  ],
  [
    "responses that are a reference to nothing",
    "reference-dangling",
    get("responses:\n  $ref: '#/x-none' # here\n  204: { description: none }"),
    "/paths/~1a/get/responses",
    { 204: { description: "none" } },
  ],
  [
    "content that is a reference to a list",
    "reference-kind",
    get("responses:\n  200:\n    content:\n      $ref: '#/x-list' # here") + "\nx-list: []",
    "/paths/~1a/get/responses/200",
    { content: {} },
  ],
  [
    "a reference to no schema",
    "reference-dangling",
    schema("items:\n  $ref: '#/components/schemas/Nam' # here"),
    `${at}/items`,
    {},
  ],
  ...["definitions", "schemas", "models", "components/schema", "components/models"].map((section): Row => [
    `a reference to a schema below ${section}`,
    "reference-dangling",
    schema(`items:\n  $ref: '#/${section}/Name' # here`),
    `${at}/items`,
    { $ref: "#/components/schemas/Name" },
  ]),
  [
    "a reference to a parameter of 2.0",
    "reference-dangling",
    `${get("parameters:\n  - $ref: '#/parameters/q' # here")}\ncomponents: { parameters: { q: { name: q, in: query } } }`,
    list,
    [{ $ref: "#/components/parameters/q" }],
  ],
  [
    "a reference to an answer of 2.0",
    "reference-dangling",
    `${get("responses:\n  200:\n    $ref: '#/responses/R' # here")}\ncomponents: { responses: { R: {} } }`,
    "/paths/~1a/get/responses/200",
    { $ref: "#/components/responses/R" },
  ],
  [
    "a reference to what a schema of that name lacks",
    "reference-dangling",
    schema("items:\n  $ref: '#/components/schemas/A/properties/Name' # here"),
    `${at}/items`,
    {},
  ],
  [
    "a reference by the name of a component of another kind",
    "reference-dangling",
    `${get("parameters:\n  - $ref: '#/parameters/Name' # here")}\ncomponents: { schemas: { Name: {} } }`,
    list,
    [],
  ],
  [
    "a reference to no parameter",
    "reference-dangling",
    get("parameters:\n  - $ref: '#/components/parameters/p' # here\n  - { name: q, in: query }"),
    list,
    [{ name: "q", in: "query" }],
  ],
  [
    "a reference to no answer",
    "reference-dangling",
    get('responses:\n  "200": # here\n    $ref: "#/components/responses/R"'),
    "/paths/~1a/get/responses",
    {},
  ],
  [
    "a reference to no body",
    "reference-dangling",
    "paths:\n  /a:\n    post:\n      requestBody: # here\n        $ref: '#/components/requestBodies/Thng'\n",
    "/paths/~1a/post",
    {},
  ],
  [
    "references in a circle",
    "reference-circular",
    schema("$ref: '#/components/schemas/B' # here") +
      "\n    B: { items: {} }\n    C: { $ref: '#/components/schemas/A' }".replace(
        "{ items: {} }",
        "{ $ref: '#/components/schemas/A' }",
      ),
    at,
    {},
  ],
  [
    "a schema that refers to a parameter",
    "reference-kind",
    schema("items:\n  $ref: '#/components/parameters/p' # here") + "\n  parameters: { p: { name: q, in: query } }",
    `${at}/items`,
    {},
  ],
  [
    "a schema that refers to a text",
    "reference-kind",
    schema("items:\n  $ref: '#/info/title' # here") + "\ninfo: { title: x }",
    `${at}/items`,
    {},
  ],
  [
    "a path without its slash",
    "path-without-slash",
    "paths:\n  a: { get: { operationId: a } } # here",
    "/paths/~1a/get/operationId",
    "a",
  ],
  [
    "a path that is a URL",
    "path-without-slash",
    "paths:\n  https://a.example/a: {} # here\n  /b: {}",
    "/paths",
    { "/b": {} },
  ],
  [
    "a method that has a field",
    "method-unknown",
    "paths:\n  /a:\n    additionalOperations:\n      POST: { operationId: x } # here",
    "/paths/~1a/post/operationId",
    "x",
  ],
  [
    "a method that is none",
    "method-unknown",
    "paths:\n  /a:\n    additionalOperations:\n      'a b': {} # here",
    "/paths/~1a/additionalOperations",
    {},
  ],
  ["TRACE", "method-not-sendable", "paths:\n  /a:\n    trace: {} # here\n    get: {}", "/paths/~1a", { get: {} }],
  [
    "CONNECT",
    "method-not-sendable",
    "paths:\n  /a:\n    additionalOperations:\n      CONNECT: {} # here",
    "/paths/~1a/additionalOperations",
    {},
  ],
  ["a body of GET", "body-not-sendable", get("requestBody: { content: {} } # here"), "/paths/~1a/get", {}],
  [
    "a body of HEAD",
    "body-not-sendable",
    "paths:\n  /a:\n    head:\n      requestBody: {} # here",
    "/paths/~1a/head",
    {},
  ],
  [
    "two operations of one id",
    "operation-id-duplicate",
    "paths:\n  /b: { get: { operationId: x } }\n  /a:\n    get:\n      operationId: x # here",
    "/paths",
    { "/b": { get: {} }, "/a": { get: {} } },
  ],
  [
    "an id that is another's route",
    "operation-id-duplicate",
    "paths:\n  /b: { get: {} }\n  /a:\n    get:\n      operationId: GET /b # here",
    "/paths/~1a/get",
    {},
  ],
  [
    "a parameter twice",
    "parameter-duplicate",
    get("parameters:\n  - { name: q, in: query }\n  - { name: q, in: query } # here\n  - { name: r, in: query }"),
    list,
    [
      { name: "q", in: "query" },
      { name: "r", in: "query" },
    ],
  ],
  [
    "a parameter twice by reference",
    "parameter-duplicate",
    get("parameters:\n  - { name: q, in: query, required: true }\n  - $ref: '#/components/parameters/q' # here") +
      "\ncomponents: { parameters: { q: { name: q, in: query } } }",
    list,
    [{ name: "q", in: "query", required: true }],
  ],
  ["a parameter without a name", "parameter-unnamed", get("parameters:\n  - { in: query } # here"), list, []],
  [
    "a parameter that the path names",
    "parameter-place",
    get("parameters:\n  - { name: id } # here", "/a/{id}"),
    "/paths/~1a~1{id}/get/parameters",
    [{ name: "id", in: "path" }],
  ],
  [
    "a parameter that travels nowhere",
    "parameter-place",
    get("parameters:\n  - { name: q, in: body } # here"),
    list,
    [],
  ],
  [
    "a style of another place",
    "parameter-style",
    get("parameters:\n  - { name: q, in: header, style: form } # here"),
    `${list}/0/style`,
    "simple",
  ],
  ...(
    [
      ["a pattern", "{name=jobs/*}:run", "{name}:run", "name"],
      ["an operator", "{+name}", "{name}", "name"],
      ["a mark of what repeats", "{name*}/{rest+}", "{name}/{rest}", "name"],
      ["a query", "{name}{?limit,offset}", "{name}", "name"],
      ["a mark of what may be missing", "{name?}", "{name}", "name"],
      ["a type", "{name:int}", "{name}", "name"],
      ["another case", "{jobID}", "{jobId}", "jobId"],
      ["another spelling", "{job-id}/logs", "{job_id}/logs", "job_id"],
    ] as const
  ).map(([given, path, want, name]): Row => [
    `a path parameter with ${given}`,
    "path-parameter-spelling",
    `paths:\n  "/jobs/${path}": # here\n    parameters: [{ name: ${name}, in: path, required: true, schema: { type: integer } }]\n    get: { operationId: a }`,
    `/paths/~1jobs~1${want.replaceAll("/", "~1")}/get/operationId`,
    "a",
  ]),
  [
    "a template's name without a parameter",
    "path-parameter-undeclared",
    "paths:\n  /a/{id}:\n    get: {} # here",
    "/paths/~1a~1{id}/get",
    {},
  ],
  ...(
    [
      ["a query", "https://a.test/v1?key=1", "https://a.test/v1"],
      ["a fragment", "https://eu.a.test/#/v1", "https://eu.a.test/"],
      ["spaces around it", "' https://a.test '", "https://a.test"],
      ["a host alone", "api.a.test/v1", "https://api.a.test/v1"],
      ["a host and a port", "api.a.test:8443", "https://api.a.test:8443"],
      ["the host of this machine", "localhost:8080/v1", "http://localhost:8080/v1"],
      ["a number for the host", "127.0.0.1:8080", "http://127.0.0.1:8080"],
    ] as const
  ).map(([given, url, want]): Row => [
    `a server whose URL has ${given}`,
    "server-url",
    `servers:\n  - description: d\n    url: ${url} # here`,
    "/servers/0/url",
    want,
  ]),
  ["a server without its URL", "server-url", "servers:\n  - description: x # here", "/servers", undefined],
  [
    "a second server without its URL",
    "server-url",
    "servers:\n  - url: https://a.example\n  - description: x # here",
    "/servers",
    [{ url: "https://a.example" }],
  ],
  [
    "a variable without a default",
    "server-variable-default",
    "servers:\n  - { url: 'https://{h}', variables: { h: {} } } # here\n  - url: https://test.example",
    "/servers",
    undefined,
  ],
  [
    "a variable that is not declared",
    "server-variable-default",
    "servers:\n  - url: https://{h} # here",
    "/servers",
    undefined,
  ],
  [
    "a variable with an enum",
    "server-variable-default",
    "servers:\n  - { url: 'https://{h}', variables: { h: { enum: [eu, us] } } } # here",
    "/servers/0/variables/h/default",
    "eu",
  ],
  [
    "a scheme of 2.0",
    "security-scheme-malformed",
    "components:\n  securitySchemes:\n    k: { type: basic } # here",
    "/components/securitySchemes/k",
    { type: "http", scheme: "basic" },
  ],
  [
    "a scheme's type in another case",
    "security-scheme-malformed",
    "components:\n  securitySchemes:\n    k: { type: apikey, in: query, name: x } # here",
    "/components/securitySchemes/k/type",
    "apiKey",
  ],
  [
    "a key that travels nowhere",
    "security-scheme-malformed",
    "security: [{ k: [] }]\ncomponents:\n  securitySchemes:\n    k: { type: apiKey, name: x } # here",
    "/security",
    [],
  ],
  [
    "a scheme that is not declared",
    "security-scheme-undeclared",
    "security:\n  - k: [] # here\n  - j: []\ncomponents: { securitySchemes: { j: { type: http, scheme: bearer } } }",
    "/security",
    [{ j: [] }],
  ],
];

function read(document: SourceDocument): { value: Json; defects: readonly Defect[]; sound: SourceDocument } {
  const { document: sound, defects } = soundDocument(document);
  return { value: sound.value, defects, sound };
}

describe.each(rows)("%s", (_given, code, yaml, pointer, want) => {
  const document = documentOf(yaml);
  const { value, defects } = read(document);
  const found = defects.filter((defect) => defect.code === code && defect.location.line === lineHere(yaml));

  test("is told where it stands, and read", () => {
    expect(defects).toEqual(expect.arrayContaining(found));
    expect(found).not.toEqual([]);
    expect(valueAt(value, pointer)).toEqual(want);
  });

  test("is repaired by its action, and has none left once it is read", () => {
    const actions = found.flatMap((defect) => defectActions(document, defect));
    const text = `overlay: 1.1.0\ninfo: { title: Repairs, version: "1" }\nactions:\n${overlayActions(actions)}`;
    const repaired =
      actions.length === 0 ? read(document).sound : overlay(document, readOverlay({ path: "o.yaml", text })).document;
    expect(
      read(repaired).defects.filter((defect) => defect.code === code && defect.location.file === "api.yaml"),
    ).toEqual([]);
    expect(
      read(read(document).sound).defects.filter(
        (defect) => defect.code === code && !["path-parameter-undeclared", "nullable-alone"].includes(code),
      ),
    ).toEqual([]);
  });
});

test("methods and ranges of statuses are read in any letter case, and found where they stand", () => {
  const yaml = "paths:\n  /a:\n    GET:\n      responses:\n        2xx:\n          headers: 5 # here\n        4xX: {}";
  const { value, defects, sound } = read(documentOf(yaml));
  expect(valueAt(value, "/paths/~1a/get/responses")).toEqual({ "2XX": {}, "4XX": {} });
  expect(defects.map(({ location }) => location.line)).toEqual([lineHere(yaml)]);
  expect(sound.locate("/paths/~1a/get/responses/4XX").line).toBe(lineHere(yaml) + 1);
});

test("a type that is null is no type where it may be missing", () => {
  const yaml = schema("anyOf:\n  - { type: null, minLength: 1 }\nnot: { type: null }");
  expect(read(documentOf(yaml))).toMatchObject({ defects: [], value: { components: { schemas: { A: { not: {} } } } } });
  expect(valueAt(read(documentOf(yaml)).value, `${at}/anyOf/0`)).toEqual({ minLength: 1 });
});

test("a key keeps its letter case beside one that has the other", () => {
  const yaml = "paths:\n  /a:\n    GET: {}\n    get:\n      responses: { 2xx: {}, 2XX: {} }";
  expect(read(documentOf(yaml)).value).toMatchObject({
    paths: { "/a": { GET: {}, get: { responses: { "2xx": {}, "2XX": {} } } } },
  });
});

test("all names of a path that nothing declares are told at once, a few of them by name, and repaired together", () => {
  const names = Array.from({ length: 7 }, (_, index) => `a${index}`);
  const path = `/${names.map((name) => `{${name}}`).join("/")}`;
  const { defects } = read(documentOf(`paths:\n  ${path}:\n    get: {}`));
  const found = defects.filter(({ code }) => code === "path-parameter-undeclared");
  expect(found).toHaveLength(1);
  expect(found[0]?.message).toBe(
    `GET ${path} does not declare '{a0}', '{a1}', '{a2}', '{a3}', '{a4}' and 2 more: read as text.`,
  );
  const parameters = names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  expect(found[0]?.repair).toEqual([{ pointer: found[0]?.pointer, update: { parameters } }]);
});

test.each(["v1.0/api", "../api", "/", "api/v1", "openapi.json/v1", "{host}/v1", "//a.test", "{host}.a.test"])(
  "the URL %s of a server stands as it is",
  (url) => {
    const document = documentOf(`servers: [{ url: "${url}", variables: { host: { default: a } } }]`);
    expect(read(document)).toMatchObject({ defects: [], value: { servers: [{ url }] } });
  },
);

test.each([
  ["another name", "/a/{id}", "[other]"],
  ["two that are alike", "/a/{job-id}", "[job_id, jobId]"],
  ["one that has a place", "/a/{ID}/{id}", "[id]"],
  ["a path that is there", "/a/{+id}", "[id]", "/a/{id}"],
])("a path keeps its names beside %s", (_given, path, names, other = "/other") => {
  const parameters = names.replaceAll(/\w+/gu, (name) => `{ name: ${name}, in: path, required: true }`);
  const { value } = read(
    documentOf(
      `paths:\n  "${path}": { get: { parameters: ${parameters} } }\n  "${other}": { get: { parameters: ${parameters} } }`,
    ),
  );
  expect(Object.keys(Object(valueAt(value, "/paths")))).toEqual([path, other]);
});

test("every kind of defect has a row, but for what is read before the rest", () => {
  const tried = new Set<string>(rows.map(([, code]) => code));
  expect(Object.keys(DEFECTS).filter((code) => !tried.has(code))).toEqual(["reference-not-alone", "text-recovered"]);
});
