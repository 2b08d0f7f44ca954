import { generate, type ProviderInput } from "specloom";
import { describe, expect, test } from "vitest";
import { printable } from "../../packages/toolchain/src/emit/print-types.js";
import { schemaModule } from "../../packages/toolchain/src/emit/schema.js";
import type { JsonObject } from "../../packages/toolchain/src/json.js";
import { deepFreeze } from "../toolchain/overlay/support.js";
import { empty, json } from "./answers.js";
import { answered, conformance, type Row } from "./harness.js";

// Every defect of openapi-typescript 7.13 that is known to us, and what a user of generated methods meets instead.

const JSON_TYPE = "application/json";
const string = { type: "string" };
const integer = { type: "integer" };

/** What an operation is sent: a call that must compile. */
function takes(subject: string, schema: object, value: string, arrives: string): Row {
  return {
    subject,
    operation: { requestBody: { required: true, content: { [JSON_TYPE]: { schema } } } },
    call: `call({ body: ${value} })`,
    sends: ["POST ", `content-type: ${JSON_TYPE}`, "", arrives],
  };
}

const kinds = (values: object): object => ({
  Cat: { type: "object", required: ["kind", "lives"], properties: { kind: values, lives: integer } },
  Dog: { type: "object", required: ["kind", "bark"], properties: { kind: { const: "canis" }, bark: string } },
});
const pets = [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }];
const lives = (value: string): Pick<Row, "call" | "answers" | "gives" | "type"> => ({
  call: `call().then((pet) => (pet.kind === "${value}" ? pet.lives : pet.bark.length))`,
  answers: json({ kind: value, lives: 9 }),
  gives: 9,
  type: "number",
});

conformance(
  {
    subject: "not met, of openapi-typescript: discriminators over constants",
    document: { components: { schemas: kinds({ const: "felis" }) } },
    rows: [
      {
        ...answered(
          "without a mapping, schema names stand in place of the real values",
          { oneOf: pets, discriminator: { propertyName: "kind" } },
          0,
          "",
        ),
        ...lives("felis"),
      },
      {
        ...answered(
          "a mapping to bare names aborts",
          { oneOf: pets, discriminator: { propertyName: "kind", mapping: { felis: "Cat", canis: "Dog" } } },
          0,
          "",
        ),
        ...lives("felis"),
      },
    ],
  },
  {
    subject: "not met, of openapi-typescript: discriminators over enums",
    document: { components: { schemas: kinds({ type: "string", enum: ["felis", "lynx"] }) } },
    rows: [
      {
        ...answered(
          "without a mapping, schema names stand in place of an enum's values",
          { oneOf: pets, discriminator: { propertyName: "kind" } },
          0,
          "",
        ),
        ...lives("felis"),
        call: 'call().then((pet) => (pet.kind === "canis" ? pet.bark.length : pet.lives))',
      },
    ],
  },
  {
    subject: "not met, of openapi-typescript: null in 3.0",
    document: { openapi: "3.0.3", components: { schemas: { T: { type: "object", properties: { a: string } } } } },
    rows: [
      answered(
        "nullable beside allOf of a reference is lost",
        { allOf: [{ $ref: "#/components/schemas/T" }], nullable: true },
        null,
        "{ a?: string } | null",
      ),
      answered("nullable beside an enum is lost", { type: "string", enum: ["a"], nullable: true }, null, '"a" | null'),
    ],
  },
  {
    subject: "not met, of openapi-typescript: null in 3.1",
    document: { components: { schemas: { T: { type: "object", properties: { a: string } } } } },
    rows: [
      answered(
        "nullable beside a reference is lost",
        { $ref: "#/components/schemas/T", nullable: true },
        null,
        "{ a?: string } | null",
      ),
      answered(
        "const null is unknown",
        { type: "object", properties: { a: { const: null } } },
        { a: null },
        "{ a?: null }",
      ),
      answered(
        "a union with anything: everything is allowed, so the caller has to look",
        { oneOf: [{}, { type: "null" }] },
        null,
        "unknown",
      ),
    ],
  },
  {
    subject: "not met, of openapi-typescript: compositions",
    document: { components: { schemas: kinds({ const: "felis" }) } },
    rows: [
      answered(
        "anyOf beside properties loses the intersection",
        {
          type: "object",
          required: ["a"],
          properties: { a: string },
          anyOf: [{ type: "object", required: ["b"], properties: { b: integer } }],
        },
        { a: "x", b: 1 },
        "{ a: string } & { b: number }",
      ),
      answered(
        "oneOf of required alone is unknown",
        { type: "object", properties: { a: string, b: integer }, oneOf: [{ required: ["a"] }, { required: ["b"] }] },
        { b: 1 },
        "{ a: string; b?: number } | { a?: string; b: number }",
      ),
      answered(
        "not and if are left aside, and what is declared stays",
        {
          type: "object",
          properties: { a: string },
          not: { required: ["z"] },
          if: { required: ["a"] },
          else: { required: ["y"] },
        },
        { a: "x" },
        "{ a?: string }",
      ),
      answered(
        "a tuple with items is closed",
        { type: "array", prefixItems: [string], items: integer },
        ["a", 1, 2],
        "[string?, ...number[]]",
      ),
      takes(
        "properties with typed extras are an intersection that nothing fits",
        { type: "object", required: ["id"], properties: { id: integer }, additionalProperties: string },
        '{ id: 1, note: "a" }',
        '{"id":1,"note":"a"}',
      ),
    ],
  },
  {
    subject: "not met, of openapi-typescript: objects",
    rows: [
      takes(
        "a default makes a property of a request required",
        { type: "object", properties: { size: { type: "integer", default: 10 } } },
        "{}",
        "{}",
      ),
      takes("type object alone is an object without properties", { type: "object" }, "{ a: 1 }", '{"a":1}'),
    ],
  },
  {
    subject: "not met, of openapi-typescript: parameters",
    rows: [
      {
        subject: "a parameter with content is a string",
        operation: {
          parameters: [
            {
              name: "q",
              in: "query",
              content: { [JSON_TYPE]: { schema: { type: "object", properties: { a: integer } } } },
            },
          ],
        },
        call: "call({ q: { a: 1 } })",
        sends: "GET ?q=%7B%22a%22%3A1%7D",
      },
      {
        subject: "a path parameter that only the template has is never",
        path: "/{id}",
        call: 'call("a b")',
        sends: "GET /a%20b",
      },
    ],
  },
  {
    subject: "not met, of openapi-typescript: enums whose values are no identifiers",
    rows: [
      answered(
        "values that differ in punctuation alone, or are empty, are invalid TypeScript",
        { type: "string", enum: ["a-b", "a_b", "", "1", 'quo"te'] },
        "a_b",
        '"a-b" | "a_b" | "" | "1" | "quo\\"te"',
      ),
    ],
  },
  {
    subject: "not met, of openapi-typescript: operations",
    document: { openapi: "3.2.0" },
    rows: [
      {
        ...answered("a # in an operationId is a slash", integer, 1, "number"),
        operation: {
          operationId: "jobs#count",
          "x-specloom-name": "row1",
          responses: { 200: { description: "", content: { [JSON_TYPE]: { schema: integer } } } },
        },
      },
      {
        subject: "a discriminator's sequence of items: itemSchema types every line",
        operation: {
          responses: {
            200: {
              description: "",
              content: { "application/jsonl": { itemSchema: { type: "object", properties: { n: integer } } } },
            },
          },
        },
        call: "call().then(async (lines) => { for await (const { n } of lines) return n; return undefined; })",
        answers: { headers: { "content-type": "application/jsonl" }, body: '{"n":1}\n' },
        sends: ["GET ", "accept: application/jsonl"],
        gives: 1,
        type: "number | undefined",
      },
      { ...answered("the method QUERY vanishes", integer, 1, "number"), method: "query", sends: asks("QUERY ") },
      { ...answered("additionalOperations vanish", integer, 1, "number"), method: "COPY", sends: asks("COPY ") },
      { subject: "an answer without content is nothing", answers: empty, sends: "GET ", type: "undefined" },
    ],
  },
);

describe("not met, of openapi-typescript: documents", () => {
  test("the document that it is given is mutated", () => {
    const document: JsonObject = {
      openapi: "3.1.0",
      info: { title: "Pets", version: "1" },
      paths: {},
      components: {
        schemas: {
          Pet: {
            oneOf: [{ $ref: "#/components/schemas/Cat" }],
            discriminator: { propertyName: "kind" },
          },
          Cat: { type: "object", properties: { kind: { type: "string", enum: ["felis"] } } },
        },
      },
    };
    deepFreeze(document);
    const { models } = schemaModule(printable(document));
    expect(models).toContain('kind?: "felis"');
  });

  test("duplicate operationIds are accepted", async () => {
    const get = { operationId: "same", responses: { 204: { description: "" } } };
    const { notes } = await generate(
      inputOf({ "api.json": { openapi: "3.1.0", paths: { "/a": { get }, "/b": { get } } } }),
    );
    expect(notes).toEqual([expect.objectContaining({ kind: "defect", code: "operation-id-duplicate" })]);
  });

  test("names that two files give are numbered", async () => {
    const thing = (schema: object): object => ({ components: { schemas: { User: schema } } });
    const answer = ($ref: string): object => ({
      get: { responses: { 200: { description: "", content: { [JSON_TYPE]: { schema: { $ref } } } } } },
    });
    const { files } = await generate(
      inputOf({
        "api.json": {
          openapi: "3.1.0",
          info: { title: "T", version: "1" },
          paths: { "/a": answer("a.json#/components/schemas/User"), "/b": answer("b.json#/components/schemas/User") },
        },
        "a.json": thing({ type: "object", properties: { a: string } }),
        "b.json": thing({ type: "object", properties: { b: string } }),
      }),
    );
    const names = [...(files.get("packages/acme/src/models.ts") ?? "").matchAll(/^export type (\w+)/gmu)].map(
      ([, name]) => name,
    );
    expect(new Set(names.filter((name) => name?.includes("User")))).toEqual(new Set(["a_User", "b_User"]));
  });
});

/** A request for JSON, on the wire. */
function asks(route: string): string[] {
  return [route, `accept: ${JSON_TYPE}`];
}

/** The first document is the one that is read. */
function inputOf(documents: Readonly<Record<string, object>>): ProviderInput {
  const paths = Object.keys(documents);
  const files = Object.fromEntries(paths.map((path) => [path, `https://api.test/${path}`]));
  const source = {
    name: "acme",
    package: "@acme/sdk",
    title: "Acme",
    client: "Acme",
    document: "whole",
    entry: paths[0],
    files,
  };
  return {
    name: "acme",
    source: { path: "specs/acme/source.yaml", text: JSON.stringify(source) },
    overlay: undefined,
    documents: Object.entries(documents).map(([path, value]) => ({
      path: `specs/acme/${path}`,
      text: JSON.stringify(value),
    })),
    contract: undefined,
    manifest: { path: "packages/acme/package.json", text: JSON.stringify({ name: "@acme/sdk", version: "1.0.0" }) },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}
