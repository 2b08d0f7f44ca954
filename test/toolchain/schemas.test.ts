import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readSource } from "../../packages/toolchain/src/document/read-source.js";
import { readContract } from "../../packages/toolchain/src/contract/read-contract.js";
import { ToolchainError } from "../../packages/toolchain/src/errors.js";
import { formatPointer, type Json, type JsonObject, ownMember } from "../../packages/toolchain/src/json.js";
import { readOverlay } from "../../packages/toolchain/src/overlay/read-overlay.js";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "packages/toolchain/schemas");
const names = readdirSync(folder).map((file) => file.replace(/\.json$/u, ""));

const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: true });
for (const name of names) ajv.addSchema(readJson(join(folder, `${name}.json`)), `${name}.json`);

function readJson(path: string): JsonObject {
  return JSON.parse(readFileSync(path, "utf8"));
}

function schemaAccepts(name: string, value: unknown): boolean {
  return ajv.validate(`${name}.json`, value);
}

/** A provider whose every declaration below has something to speak of. */
const documentText = `
openapi: 3.1.0
info: { title: Acme, version: "1" }
servers: [{ url: https://api.acme.example }]
paths:
  /orgs/{org}/jobs:
    get:
      operationId: list
      parameters:
        - { name: org, in: path, required: true, schema: { type: string } }
        - { name: page, in: query, schema: { type: integer } }
        - { name: offset, in: query, schema: { type: integer } }
        - { name: cursor, in: query, schema: { type: string } }
        - { name: size, in: query, schema: { type: integer } }
      responses:
        "200":
          description: A page
          content:
            application/json:
              schema:
                type: object
                properties:
                  data: { type: array, items: { type: object, properties: { id: { type: string } } } }
                  next: { type: string }
                  total: { type: integer }
                  more: { type: boolean }
                  pages: { type: integer }
                  page: { type: integer }
    post:
      operationId: create
      parameters: [{ name: org, in: path, required: true, schema: { type: string } }]
      responses: { "202": { description: Begun, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } }
  /statuses:
    post:
      operationId: statuses
      requestBody: { content: { application/json: { schema: { type: object, properties: { ids: { type: array, items: { type: string } } } } } } }
      responses: { "200": { description: Many, content: { application/json: { schema: { type: array, items: { type: object, properties: { id: { type: string } } } } } } } }
  /jobs/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: status
      responses:
        "200":
          description: The state
          content:
            application/json:
              schema:
                type: object
                properties:
                  state: { type: string }
                  progress: { type: number }
                  shows: { type: boolean }
                  message: { type: string }
                  ended: { type: string }
                  output: { type: object }
    delete: { operationId: cancel, responses: { "204": { description: Gone } } }
  /jobs/{id}/result:
    get:
      operationId: result
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: It, content: { application/json: { schema: { type: object } } } } }
`;

/** Where each declaration stands in the document. */
const places: Readonly<Record<string, readonly string[]>> = {
  "x-specloom-name": ["paths", "/jobs/{id}", "get"],
  "x-specloom-pagination": ["paths", "/orgs/{org}/jobs", "get"],
  "x-specloom-job": ["paths", "/jobs/{id}", "get"],
  "x-specloom-retry": ["paths", "/orgs/{org}/jobs", "post"],
  "x-specloom-client": [],
};

/** Reads a value as the pipeline does; gives the error where it refuses. */
function read(name: string, value: unknown): ToolchainError | undefined {
  try {
    if (name === "source") readSource({ path: "source.yaml", text: JSON.stringify(value) });
    else if (name === "overlay") readOverlay({ path: "overlay.yaml", text: JSON.stringify(value) });
    else readDeclaration(name, value);
    return undefined;
  } catch (error) {
    if (error instanceof ToolchainError) return error;
    throw error;
  }
}

function readDeclaration(name: string, value: unknown): void {
  const document: JsonObject = parse(documentText);
  const place = places[name] ?? [];
  const holder = place.reduce<unknown>((at, key) => ownMember(at, key), document);
  if (typeof holder !== "object" || holder === null) throw new Error(`nothing at ${formatPointer(place)}`);
  Reflect.set(holder, name, value);
  readContract(
    { value: document, locate: (pointer) => ({ file: "openapi.yaml", pointer }) },
    { name: "acme", package: "@acme/client", title: "Acme", client: "Acme" },
  );
}

const source = {
  name: "acme",
  package: "@acme/client",
  title: "Acme",
  document: "whole",
  files: { "openapi.yaml": "https://acme.example/openapi.yaml" },
};
const overlay = (action: object, version = "1.1.0"): object => ({
  overlay: version,
  info: { title: "Repairs", version: "1" },
  actions: [{ target: "$.info", ...action }],
});
const paging = { style: "page", request: { page: "page" }, response: { items: "/data" } };
const job = { id: "id", state: "/state", states: { succeeded: ["done"] } };

/** Values that are right. Together they use every key. */
const accepted: readonly (readonly [name: string, value: unknown])[] = [
  ["source", source],
  [
    "source",
    { ...source, client: "AcmeClient", entry: "openapi.yaml", hosts: ["docs.acme.example"], document: "whole" },
  ],
  ["source", { ...source, credentials: { "acme.example": { env: "ACME_KEY", header: "X-Key" } } }],
  [
    "source",
    {
      ...source,
      document: "pages",
      files: {
        "a/b.md": { index: "https://acme.example/llms.txt" },
        "c.md": { local: true },
        "e.md": { local: true, as: "any/e.md" },
        "d.md": "http://localhost:80/d",
      },
    },
  ],
  [
    "source",
    {
      ...source,
      conflicts: [
        { at: "/components/schemas/Job", prefer: "openapi.yaml", why: "Newer." },
        { at: "/components/schemas/Task", rename: { in: "openapi.yaml", to: "Other" }, why: "Another." },
      ],
    },
  ],
  ["overlay", overlay({ update: { title: "x" }, description: "Why.", "x-allow-unmatched": true })],
  ["overlay", overlay({ remove: true, "x-note": 1 }, "1.0.1")],
  ["overlay", overlay({ copy: "$.info" })],
  ["overlay", overlay({ update: ["text"] })],
  [
    "overlay",
    {
      ...overlay({ update: {} }),
      extends: "openapi.yaml",
      "x-anything": {},
      info: { title: "a", version: "1", description: "b", "x-c": 1 },
    },
  ],
  ["x-specloom-name", "agents.jobs.list"],
  ["x-specloom-name", "$get"],
  ["x-specloom-name", { name: "agents.jobs.list", aliases: ["agents.jobs.all"] }],
  ["x-specloom-pagination", false],
  [
    "x-specloom-pagination",
    {
      ...paging,
      request: { page: "page", size: "size", first: 0 },
      response: { items: "/data", next: "/next", total: "/total", hasMore: "/more", pages: "/pages", page: "/page" },
    },
  ],
  [
    "x-specloom-pagination",
    { style: "offset", request: { offset: "offset", size: "size" }, response: { items: "/data" } },
  ],
  [
    "x-specloom-pagination",
    { style: "cursor", request: { cursor: "cursor" }, response: { items: "/data", next: "/next" } },
  ],
  [
    "x-specloom-pagination",
    { style: "cursor", request: { cursor: "cursor" }, response: { items: "/data", itemCursor: "/id" } },
  ],
  ["x-specloom-pagination", { style: "next-url", response: { items: "/data", next: "/next" } }],
  ["x-specloom-pagination", { style: "link-header", request: {}, response: { items: "/data" } }],
  [
    "x-specloom-pagination",
    { style: "link-header", request: { method: "GET", carry: ["size", "page"] }, response: { items: "/data" } },
  ],
  ["x-specloom-job", false],
  ["x-specloom-job", job],
  [
    "x-specloom-job",
    {
      ...job,
      resource: "jobs",
      name: "rendering",
      states: {
        pending: ["p"],
        succeeded: ["done", "again"],
        partial: ["half"],
        failed: ["f"],
        cancelled: ["c"],
        indeterminate: ["?"],
      },
      cached: ["again"],
      progress: { value: "/progress", when: "/shows" },
      error: "/message",
      completedAt: "/ended",
      result: { operation: "result", id: "id" },
      notFound: [404, 410],
      start: [{ operation: "create", jobId: "/id" }],
      cancel: { operation: "cancel", id: "id" },
      batch: { operation: "statuses", ids: "/ids", limit: 100, key: "/id" },
    },
  ],
  ["x-specloom-job", { ...job, result: { pointer: "/output" } }],
  ["x-specloom-job", { state: job.state, states: job.states }],
  [
    "x-specloom-job",
    {
      ...job,
      result: { operation: "result", id: "id", path: {} },
      cancel: { operation: "cancel", id: "id", path: {} },
      start: [{ operation: "create", jobId: "/id", path: {} }],
    },
  ],
  ["x-specloom-retry", { idempotent: true, idempotencyKey: "Idempotency-Key" }],
  [
    "x-specloom-retry",
    {
      statuses: [429, "503", "5XX", "4xx"],
      connectionErrors: false,
      maxRetries: 5,
      initialDelayMs: 0,
      minDelayMs: 10,
      maxDelayMs: 60_000,
      jitter: 0.5,
      factor: 1.5,
      elapsedMs: 3_600_000,
    },
  ],
  [
    "x-specloom-client",
    {
      parameters: { org: { option: "organization", env: "ACME_ORG", in: "path" } },
      env: {
        apiKey: "ACME_KEY",
        baseUrl: "ACME_URL",
        timeoutMs: { name: "ACME_TIMEOUT", unit: "s" },
        maxRetries: "ACME_RETRIES",
      },
      defaults: { timeoutMs: 1000, maxRetries: 0 },
    },
  ],
  ["x-specloom-client", { env: { timeoutMs: "ACME_TIMEOUT" } }],
];

/** Values that are wrong in one place. */
const refused: readonly (readonly [name: string, value: unknown])[] = [
  ["source", { ...source, name: "Acme" }],
  ["source", { ...source, package: "Acme Client" }],
  ["source", { ...source, title: "" }],
  ["source", { ...source, document: "some" }],
  ["source", { ...source, client: "acme" }],
  ["source", { ...source, files: { "../a.yaml": "https://acme.example/a" } }],
  ["source", { ...source, files: { "/a.yaml": "https://acme.example/a" } }],
  ["source", { ...source, files: { "a.yaml": "http://acme.example/a" } }],
  ["source", { ...source, files: { "a.yaml": "https://me:secret@acme.example/a" } }],
  ["source", { ...source, files: { "a.yaml": { index: "https://acme.example", local: true } } }],
  ["source", { ...source, files: { "a.yaml": {} } }],
  ["source", { ...source, conflicts: [{ at: "/a", why: "x" }] }],
  [
    "source",
    { ...source, conflicts: [{ at: "/a", prefer: "openapi.yaml", rename: { in: "openapi.yaml", to: "B" }, why: "x" }] },
  ],
  ["source", { ...source, conflicts: [{ at: "a", prefer: "openapi.yaml", why: "x" }] }],
  ["source", { ...source, hosts: ["https://acme.example"] }],
  ["source", { ...source, credentials: { "acme.example": { env: "1" } } }],
  ["overlay", overlay({})],
  ["overlay", overlay({ copy: "$.info" }, "1.0.0")],
  ["overlay", overlay({ update: {} }, "2.0.0")],
  ["overlay", overlay({ update: {}, copy: "$.info" })],
  ["overlay", overlay({ update: {}, target: "info" })],
  ["overlay", overlay({ remove: "yes" })],
  ["overlay", { ...overlay({ update: {} }), actions: [] }],
  ["overlay", { ...overlay({ update: {} }), info: { title: "a" } }],
  ["overlay", { ...overlay({ update: {} }, "1.0.0"), info: { title: "a", version: "1", description: "b" } }],
  ["x-specloom-name", "a.b.c.d.e"],
  ["x-specloom-name", "a-b"],
  ["x-specloom-name", { aliases: ["agents.jobs.all"] }],
  ["x-specloom-name", { name: "jobs.get", alias: "jobs.all" }],
  ["x-specloom-pagination", true],
  ["x-specloom-pagination", { ...paging, style: "pages" }],
  ["x-specloom-pagination", { ...paging, request: {} }],
  ["x-specloom-pagination", { ...paging, request: { page: "page", offset: "offset" } }],
  ["x-specloom-pagination", { ...paging, request: { page: "page", first: -1 } }],
  ["x-specloom-pagination", { ...paging, response: {} }],
  ["x-specloom-pagination", { style: "cursor", request: { cursor: "cursor" }, response: { items: "/data" } }],
  ["x-specloom-pagination", { style: "next-url", response: { items: "/data" } }],
  ["x-specloom-pagination", { ...paging, request: { page: "page", carry: ["size"] } }],
  ["x-specloom-pagination", { style: "link-header", request: { method: "PUT" }, response: { items: "/data" } }],
  ["x-specloom-pagination", { style: "link-header", request: { carry: "size" }, response: { items: "/data" } }],
  ["x-specloom-job", { ...job, states: { pending: ["p"] } }],
  ["x-specloom-job", { ...job, states: { succeeded: [true] } }],
  ["x-specloom-job", { id: "id", states: job.states }],
  ["x-specloom-job", { ...job, notFound: [200] }],
  ["x-specloom-job", { ...job, name: "a-b" }],
  ["x-specloom-job", { ...job, cancel: { operation: "cancel", id: "id", path: { id: 1 } } }],
  ["x-specloom-job", { ...job, start: [{ operation: "create", jobId: "/id", path: "/id" }] }],
  ["x-specloom-job", { ...job, result: { operation: "result" } }],
  ["x-specloom-job", { ...job, batch: { operation: "statuses", ids: "/ids", limit: 0, key: "/id" } }],
  ["x-specloom-retry", { idempotent: "yes" }],
  ["x-specloom-retry", { idempotencyKey: "a b" }],
  ["x-specloom-retry", { statuses: ["6XX"] }],
  ["x-specloom-retry", { statuses: 429 }],
  ["x-specloom-retry", { factor: 0.5 }],
  ["x-specloom-retry", { jitter: 1.5 }],
  ["x-specloom-retry", { maxRetries: -1 }],
  ["x-specloom-retry", { minDelayMs: 0.5 }],
  ["x-specloom-retry", { elapsedMs: "1s" }],
  ["x-specloom-client", { defaults: { timeoutMs: 0 } }],
  ["x-specloom-client", { env: { apiKey: "1A" } }],
  ["x-specloom-client", { env: { timeoutMs: { name: "A", unit: "h" } } }],
  ["x-specloom-client", { parameters: { org: {} } }],
  ["x-specloom-client", { parameters: { org: { option: "a-b" } } }],
];

describe("schema and reader agree", () => {
  test.each(accepted)("%s accepts %j", (name, value) => {
    expect({ reader: read(name, value), schema: schemaAccepts(name, value) }).toEqual({
      reader: undefined,
      schema: true,
    });
  });

  test.each(refused)("%s refuses %j", (name, value) => {
    expect({ reader: read(name, value)?.name, schema: schemaAccepts(name, value) }).toEqual({
      reader: "ToolchainError",
      schema: false,
    });
  });

  test("about a key that nobody knows, in every object of every value above", () => {
    const disagreements = accepted.flatMap(([name, value]) =>
      withStrangers(value).filter((changed) => schemaAccepts(name, changed) !== (read(name, changed) === undefined)),
    );
    expect(disagreements).toEqual([]);
  });
});

/** Objects whose keys are names, or data that nobody reads. */
const free = new Set(["files", "credentials", "parameters", "update", "x-anything"]);

/** The value with an unknown key in one of its objects, for each of them. */
function withStrangers(value: unknown, key = ""): unknown[] {
  if (typeof value !== "object" || value === null || key === "update" || key.startsWith("x-")) return [];
  const inner = Object.entries(value).flatMap(([name, item]) =>
    withStrangers(item, name).map((changed) =>
      Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed },
    ),
  );
  return Array.isArray(value) || free.has(key) ? inner : [{ ...value, stranger: 1 }, ...inner];
}

describe("every key that a reader knows is in the schema", () => {
  const known = accepted.flatMap(([name, value]) =>
    withStrangers(value).flatMap((changed): [name: string, keys: string][] => {
      const keys = /(?:known keys are |one of (?:the keys )?)([\w, -]+?)(?:\.|, found|, or an)/u.exec(
        read(name, changed)?.message ?? "",
      )?.[1];
      return keys === undefined ? [] : [[name, keys]];
    }),
  );
  const rows = [...new Map(known.map((row) => [row.join(" "), row])).values()];

  test("the readers told their keys", () => {
    expect(rows.length).toBeGreaterThan(12);
  });

  test.each(rows)("%s: %s", (name, keys) => {
    const schema = readJson(join(folder, `${name}.json`));
    const wanted = keys.split(", ").toSorted();
    const sets = propertySets(schema).map((set) => set.filter((key) => !key.startsWith("x-")));
    expect(sets).toContainEqual(wanted);
  });
});

/** The sorted keys of every `properties` in a schema. */
function propertySets(schema: Json): string[][] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "properties" in schema ? [Object.keys(Object(schema["properties"])).toSorted()] : [];
  return [...own, ...Object.values(schema).flatMap(propertySets)];
}

describe("DECLARATIONS.md has every key of a declaration", () => {
  const text = readFileSync(join(root, "packages/toolchain/DECLARATIONS.md"), "utf8");
  const declarations = names.filter((name) => name.startsWith("x-specloom-"));

  test.each(declarations)("%s", (name) => {
    const keys = new Set(propertySets(readJson(join(folder, `${name}.json`))).flat());
    const isThere = (key: string): boolean => new RegExp(`(?<![\\w-])${key}(?![\\w-])`, "u").test(text);
    expect(text).toContain(`${name}:`);
    expect([...keys].filter((key) => !isThere(key))).toEqual([]);
  });
});

describe("what stands in the repository is valid", () => {
  const files = ["specs", "test/golden"].flatMap((below) =>
    readdirSync(join(root, below), { recursive: true, encoding: "utf8" })
      .filter((file) => /(?:^|\/)(?:source|overlay)\.yaml$/u.test(file))
      .map((file) => join(below, file)),
  );

  test.each(files)("%s", (file) => {
    const name = file.endsWith("source.yaml") ? "source" : "overlay";
    const value: unknown = parse(readFileSync(join(root, file), "utf8"));
    schemaAccepts(name, value);
    expect(ajv.errors ?? []).toEqual([]);
  });
});
