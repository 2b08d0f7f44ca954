import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { format, resolveConfig } from "prettier";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readSource } from "../../packages/toolchain/src/document/read-source.js";
import { generate, type ProviderInput } from "../../packages/toolchain/src/index.js";
import { documentCodes } from "../../packages/toolchain/src/codes/document.js";
import { readContract } from "../../packages/toolchain/src/contract/read-contract.js";
import {
  type DeclarationKey,
  type DeclarationPlace,
  declarations,
} from "../../packages/toolchain/src/contract/declarations/declaration-table.js";
import { ToolchainError } from "../../packages/toolchain/src/errors.js";
import { formatPointer, type Json, type JsonObject, ownMember } from "../../packages/toolchain/src/json.js";
import { readOverlay } from "../../packages/toolchain/src/overlay/read-overlay.js";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "packages/toolchain/schemas");
const names = readdirSync(folder).map((file) => file.replace(/\.json$/u, ""));

/** The schemas of declarations, made from the one table of them. */
const made = Object.entries(declarations).map(([key, { title, value }]) => ({
  file: `${key}.json`,
  schema: { $schema: "http://json-schema.org/draft-07/schema#", title: `${key}: ${title}`, ...value },
}));
if (process.env["UPDATE_GOLDEN"] === "1")
  for (const { file, schema } of made) {
    const path = join(folder, file);
    const text = await format(JSON.stringify(schema), { ...(await resolveConfig(path)), parser: "json" });
    writeFileSync(path, text);
  }

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
      requestBody: { content: { application/json: { schema: { type: object, properties: { live: { type: boolean } } } } } }
      responses: { "200": { description: Live, content: { text/event-stream: { schema: { type: object } } } }, "202": { description: Begun, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } }
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
    delete:
      operationId: cancel
      requestBody: { content: { application/json: { schema: { type: object, properties: { why: { type: string } } } } } }
      responses: { "204": { description: Gone } }
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
  "x-specloom-stream": ["paths", "/orgs/{org}/jobs", "post"],
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
      cancel: { operation: "cancel", id: "id", path: {}, body: { why: "x" } },
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
  ["x-specloom-stream", false],
  ["x-specloom-stream", { when: "/live" }],
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
  ["x-specloom-job", { ...job, states: { succeeded: [1.5] } }],
  ["x-specloom-job", { ...job, cancel: { operation: "cancel", id: "id", body: "now" } }],
  ["x-specloom-job", { id: "id", states: job.states }],
  ["x-specloom-job", { ...job, notFound: [200] }],
  ["x-specloom-job", { ...job, name: "a-b" }],
  ["x-specloom-job", { ...job, cancel: { operation: "cancel", id: "id", path: { id: 1 } } }],
  ["x-specloom-job", { ...job, start: [{ operation: "create", jobId: "/id", path: "/id" }] }],
  ["x-specloom-job", { ...job, start: [] }],
  ["x-specloom-job", { ...job, state: [] }],
  ["x-specloom-job", { ...job, states: { succeeded: [] } }],
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
  ["x-specloom-stream", true],
  ["x-specloom-stream", {}],
  ["x-specloom-stream", { when: "" }],
  ["x-specloom-client", { defaults: { timeoutMs: 0 } }],
  ["x-specloom-client", { env: { apiKey: "1A" } }],
  ["x-specloom-client", { env: { timeoutMs: { name: "A", unit: "h" } } }],
  ["x-specloom-client", { parameters: { org: {} } }],
  ["x-specloom-client", { parameters: { org: { option: "a-b" } } }],
];

test.each(made)("$file is what the table of declarations says (UPDATE_GOLDEN=1 writes it)", ({ file, schema }) => {
  expect(readJson(join(folder, file))).toEqual(schema);
});

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
const free = new Set(["files", "credentials", "parameters", "update", "body", "x-anything"]);

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

  test("the hint for source.yaml names each key that its schema has", () => {
    const { properties } = readJson(join(folder, "source.json"));
    const { hint } = documentCodes["source/invalid"];
    const told = hint.match(/(?<=`)[a-z]+(?=`)/gu) ?? [];
    expect(new Set(told)).toEqual(new Set([...Object.keys(Object(properties)), "pages", "whole"]));
  });

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

describe("DECLARATIONS.md", () => {
  const path = join(root, "packages/toolchain/DECLARATIONS.md");
  const text = readFileSync(path, "utf8");

  test("has a row for every key of every declaration, as the table says (UPDATE_GOLDEN=1 writes them)", async () => {
    const told = made.reduce((before, { file, schema }) => {
      const name = file.replace(/\.json$/u, "");
      const rows = [...keyRows(schema, "")].map(([key, what]) => `| \`${key}\` | ${what.replaceAll("|", "\\|")} |`);
      if (rows.length === 0) return before;
      const table = `\n| Key | What |\n| --- | --- |\n${rows.join("\n")}\n`;
      const block = new RegExp(`(?<=<!-- keys of ${name} -->\n)[^]*?(?=\n<!-- end -->)`, "u");
      expect(before).toMatch(block);
      return before.replace(block, () => table);
    }, text);
    const wanted = await format(told, { ...(await resolveConfig(path)), parser: "markdown" });
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(path, wanted);
    else expect(text).toBe(wanted);
  });
});

const acme = { name: "acme", package: "@acme/client", title: "Acme", client: "Acme" };

/** A declaration of DECLARATIONS.md, what it stands in there, and where both go in the document that they speak of. */
interface Example {
  readonly name: DeclarationKey;
  readonly value: Json;
  readonly place: DeclarationPlace;
  /** Path of what the page shows. */
  readonly holder: readonly string[];
  readonly shown: JsonObject;
  /** Path of the declaration in what the page shows. */
  readonly within: readonly (string | number)[];
}

/** The examples of DECLARATIONS.md, one declaration each: a block may have several of one name below each other. */
const examples: readonly Example[] = [
  ...readFileSync(join(root, "packages/toolchain/DECLARATIONS.md"), "utf8").matchAll(/^```yaml\n(.*?)^```$/gmsu),
]
  .flatMap(([, block = ""]) => block.split(/^(?=x-specloom-)/mu))
  .flatMap((text) => {
    const shown: JsonObject = parse(text);
    const found = declarationsIn(shown, []).map(({ name, value, within }) => ({
      name,
      value,
      within,
      shown,
      ...placeOf(name, value, shown),
    }));
    if (found.length === 0) throw new Error(`An example without a declaration: ${text}`);
    return found;
  });

function declarationsIn(
  value: Json,
  within: readonly (string | number)[],
): { readonly name: DeclarationKey; readonly value: Json; readonly within: readonly (string | number)[] }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...within, Array.isArray(value) ? Number(key) : key];
    return isDeclarationKey(key) ? [{ name: key, value: inner, within: path }] : declarationsIn(inner, path);
  });
}

function isDeclarationKey(key: string): key is DeclarationKey {
  return key in declarations;
}

/** Where an example goes: what is no declaration itself shows the member of an object that has one. */
function placeOf(name: string, value: Json, shown: JsonObject): Pick<Example, "place" | "holder"> {
  const operation = (path: string, method: string) =>
    ({ place: "operation", holder: ["paths", path, method] }) as const;
  const text = JSON.stringify(value);
  if ("parameters" in shown) return { ...operation("/things", "get"), place: "parameter" };
  if ("encoding" in shown)
    return { place: "encoding", holder: ["components", "requestBodies", "Upload", "content", "multipart/form-data"] };
  if (!(name in shown)) return { place: "schema", holder: ["components", "schemas"] };
  if (name === "x-specloom-client") return { place: "root", holder: [] };
  if (name === "x-specloom-stream") return operation("/chats", "post");
  if (name === "x-specloom-pagination") return operation("/things", text.includes("POST") ? "post" : "get");
  if (name !== "x-specloom-job") return operation("/things", "get");
  if (text.includes('"location"')) return operation("/renders", "post");
  return operation(
    text.includes('"path"') ? "/projects/{project_id}/renders/{render_id}" : "/renders/{render_id}",
    "get",
  );
}

/** The document with what an example shows, its declaration being another value; without it where there is none. */
function documentWith({ holder, shown, within }: Example, value: Json | undefined): JsonObject {
  const document = structuredClone(exampleDocument);
  const part = structuredClone(shown);
  const last = within.at(-1) ?? "";
  const owner = partAt(part, within.slice(0, -1));
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  Object.assign(partAt(document, holder), part);
  return document;
}

function partAt(whole: JsonObject, path: readonly (string | number)[]): Record<string | number, Json> {
  return path.reduce((found, key) => Object(found[key]), Object(whole));
}

/** What the examples speak of. */
const exampleDocument = parse(
  `
openapi: 3.1.0
info: { title: Renders, version: "1" }
servers: [{ url: https://api.acme.example }]
components:
  schemas:
    State: { type: string, enum: [queued, done] }
    Status: &status
      type: object
      properties:
        id: { type: string }
        project: { type: object, properties: { id: { type: string } } }
        image: { type: object, properties: { url: { type: string } } }
        percent: { type: number }
        has_percent: { type: boolean }
        state: {}
        outcome: {}
        status: {}
        kind: { $ref: "#/components/schemas/State" }
        message: { type: string }
        ended_at: { type: string }
        resourceLocation: { type: string }
    Page: &page
      type: object
      properties:
        results: { type: array, items: { type: object, properties: { id: { type: string } } } }
        value: { type: array, items: {} }
        nextLink: { type: string }
        count: { type: integer }
        more: { type: boolean }
        page: { type: integer }
        pages: { type: integer }
  requestBodies:
    Upload:
      content:
        multipart/form-data:
          schema: { type: object, properties: { tags: { type: array, items: { type: string } } } }
paths:
  /uploads:
    post:
      operationId: upload
      x-specloom-name: uploads.create
      requestBody: { $ref: "#/components/requestBodies/Upload" }
      responses: { "204": { description: Done } }
  /things:
    get: &list
      operationId: listThings
      x-specloom-name: agents.list
      parameters:
        - { name: organization_id, in: query, schema: { type: string } }
        - { name: page, in: query, schema: { type: integer } }
        - { name: page_size, in: query, schema: { type: integer } }
        - { name: skip, in: query, schema: { type: integer } }
        - { name: top, in: query, schema: { type: integer } }
        - { name: after, in: query, schema: { type: string } }
        - { name: api-version, in: query, schema: { type: string } }
      responses: { "200": { description: A page, content: { application/json: { schema: *page } } } }
    post: { <<: *list, operationId: searchThings, x-specloom-name: agents.search }
  /renders:
    post: &create
      operationId: createRender
      x-specloom-name: renders.make
      responses: { "202": { description: Begun, content: { application/json: { schema: *status } } } }
  /projects/{project_id}/renders/{render_id}:
    parameters:
      - { name: project_id, in: path, required: true, schema: { type: string } }
      - { name: render_id, in: path, required: true, schema: { type: string } }
    get:
      operationId: getRender
      x-specloom-name: renders.get
      responses: { "200": { description: It, content: { application/json: { schema: *status } } } }
    patch:
      operationId: updateRender
      x-specloom-name: renders.update
      requestBody: { content: { application/json: { schema: *status } } }
      responses: { "204": { description: Done } }
  /renders/{render_id}:
    parameters: &id [{ name: render_id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getOneRender
      x-specloom-name: renders.getOne
      responses: { "200": { description: It, content: { application/json: { schema: *status } } } }
  /renders/{render_id}/image:
    parameters: *id
    get:
      operationId: getRenderImage
      x-specloom-name: renders.getImage
      responses: { "200": { description: It, content: { application/json: { schema: { type: object } } } } }
  /renders/{render_id}/export:
    parameters: *id
    post:
      operationId: exportRender
      x-specloom-name: renders.export
      requestBody: { content: { application/json: { schema: { type: object, properties: { format: { type: string } } } } } }
      responses: { "200": { description: It, content: { application/json: { schema: { type: object } } } } }
  /owners/{owner}/images/{image}:
    parameters:
      - { name: owner, in: path, required: true, schema: { type: string } }
      - { name: image, in: path, required: true, schema: { type: string } }
    get:
      operationId: getImage
      x-specloom-name: images.get
      responses: { "200": { description: It, content: { application/json: { schema: { type: object } } } } }
  /states:
    post:
      operationId: listRenderStates
      x-specloom-name: states.list
      requestBody: { content: { application/json: { schema: { type: object, properties: { ids: { type: array, items: { type: string } } } } } } }
      responses: { "200": { description: Many, content: { application/json: { schema: { type: array, items: *status } } } } }
  /chats:
    post:
      operationId: createChat
      x-specloom-name: chats.create
      requestBody: { content: { application/json: { schema: { type: object, properties: { stream: { type: boolean } } } } } }
      responses: { "200": { description: It, content: { application/json: { schema: {} }, text/event-stream: { schema: {} } } } }
`,
  { merge: true },
);

describe("every example of DECLARATIONS.md applies", () => {
  test.each(examples)("$name: $value", async (example) => {
    const { name, value } = example;
    const [applied, without] = [
      await generated(documentWith(example, value)),
      await generated(documentWith(example, undefined)),
    ];
    expect(applied).not.toEqual(without);
    expect({ name, accepts: schemaAccepts(name, value) }).toEqual({ name, accepts: true });
  });

  test("and there is one for each place of each declaration", () => {
    const have = new Set(examples.map(({ name, place }) => `${name} at ${place}`));
    const want = Object.entries(declarations).flatMap(([name, declaration]) =>
      declaration.places.map((at) => `${name} at ${at}`),
    );
    expect([...have].toSorted()).toEqual(want.toSorted());
  });

  test("and they have every key of every declaration", () => {
    const used = new Map<string, Set<string>>();
    for (const { name, value } of examples) used.set(name, usedKeys(value, "", used.get(name)));
    const missing = made.flatMap(({ file, schema }) => {
      const name = file.replace(/\.json$/u, "");
      return [...keyRows(schema, "").keys()]
        .filter((key) => used.get(name)?.has(key) !== true)
        .map((key) => `${name} ${key}`);
    });
    expect(missing).toEqual([]);
  });
});

describe("a wrong value in an example is answered by the whole form", () => {
  test.each(examples)("$name: $value", (example) => {
    const { name, value } = example;
    const wrong = [{ "?": [null] }, ...withEachWrong(value)];
    const answers = wrong.map((changed) => ({ changed, hint: hintOf(documentWith(example, changed)) }));
    const form = ` The whole form: ${name}: ${declarations[name].example}`;
    expect(answers.filter(({ hint }) => !hint.endsWith(form))).toEqual([]);
  });
});

/** The value with each part of it, in turn, being what no part may be; a request's body may be anything. */
function withEachWrong(value: Json): Json[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "body") return [];
    const changes: Json[] = [{ "?": [null] }, ...withEachWrong(inner)];
    return changes.map((part) =>
      Array.isArray(value)
        ? value.map((item, index) => (String(index) === key ? part : item))
        : { ...value, [key]: part },
    );
  });
}

function hintOf(document: JsonObject): string {
  try {
    readContract({ value: document, locate: (pointer) => ({ file: "api.yaml", pointer }) }, acme);
    return "no error";
  } catch (error) {
    if (error instanceof ToolchainError) return error.hint;
    throw error;
  }
}

const already = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** The files of a first generation from a document. */
function generated(document: JsonObject): Promise<ReadonlyMap<string, string>> {
  const text = JSON.stringify(document);
  const files = already.get(text) ?? generate(inputOf(text)).then((result) => result.files);
  already.set(text, files);
  return files;
}

function inputOf(text: string): ProviderInput {
  const { name, package: packageName } = acme;
  return {
    name,
    source: {
      path: "specs/acme/source.yaml",
      text: JSON.stringify({ ...acme, document: "whole", files: { "api.json": "https://acme.example/api.json" } }),
    },
    overlay: undefined,
    documents: [{ path: "specs/acme/api.json", text }],
    contract: undefined,
    manifest: {
      path: "packages/acme/package.json",
      text: JSON.stringify({ name: packageName, version: "1.0.0", type: "module" }),
    },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}

/** The keys of a value, written as those of a schema are. */
function usedKeys(value: unknown, before: string, keys = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) usedKeys(item, `${before}[]`, keys);
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      const path = before === "" ? key : `${before}.${before === "parameters" ? "<name>" : key}`;
      keys.add(path);
      usedKeys(inner, path, keys);
    }
  return keys;
}

/** The keys of a declaration with what they mean, those of its parts behind a dot. */
function keyRows(schema: unknown, before: string, rows = new Map<string, string>()): Map<string, string> {
  if (typeof schema !== "object" || schema === null) return rows;
  const { anyOf = [], items, properties, additionalProperties } = Object(schema);
  for (const part of anyOf) keyRows(part, before, rows);
  if (items !== undefined) keyRows(items, `${before}[]`, rows);
  if (additionalProperties !== undefined && additionalProperties !== false)
    keyRows(additionalProperties, `${before}.<name>`, rows);
  for (const [key, value] of Object.entries(Object(properties))) {
    const path = before === "" ? key : `${before}.${key}`;
    const what: unknown = Object(value).description;
    if (!rows.has(path)) rows.set(path, typeof what === "string" ? what : "");
    keyRows(value, path, rows);
  }
  return rows;
}

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
