import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ToolchainError } from "specloom";
import { compile } from "../../corpus/compile.js";
import type { Json } from "../../../packages/toolchain/src/json.js";
import { escapes, generated } from "./support.js";

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

const object = (properties: Record<string, Json>): Json => ({ type: "object", properties });

/** A document whose one operation takes and answers the schema `S`. */
function using(schemas: Record<string, Json>, more: Record<string, Json> = {}): Json {
  const content = { "application/json": { schema: ref("S") } };
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { "/s": { post: { requestBody: { content }, responses: { "200": { description: "d", content } } } } },
    components: { schemas },
    ...more,
  };
}

const nested = (depth: number, wrap: (inner: Json) => Json): Json =>
  depth === 0 ? { type: "string" } : wrap(nested(depth - 1, wrap));

const marked = { type: "string", readOnly: true };

/** A document whose operations take forms; `refersTo` names the forms whose encodings the encodings of each refer to. */
function forms(count: number, refersTo: (index: number) => readonly number[]): Json {
  const body = (index: number): Json => {
    const fields = refersTo(index).map((other) => [`f${other}`, other] as const);
    const reference = (other: number): Json => ({
      encoding: { $ref: `#/paths/~1f${other}/post/requestBody/content/multipart~1form-data/encoding` },
    });
    const properties = Object.fromEntries(fields.map(([name]) => [name, { type: "string" }]));
    const encoding = Object.fromEntries(fields.map(([name, other]) => [name, reference(other)]));
    return { content: { "multipart/form-data": { schema: object(properties), encoding } } };
  };
  const paths = Array.from({ length: count }, (_, index): [string, Json] => [
    `/f${index}`,
    { post: { requestBody: body(index), responses: { "204": { description: "d" } } } },
  ]);
  return { openapi: "3.2.0", info: { title: "t", version: "1" }, paths: Object.fromEntries(paths) };
}

/** Schemas that lead back to themselves, schemas nested deeply, and large ones. */
const documents: [title: string, document: Json][] = [
  ["a property of its own type", using({ S: object({ s: ref("S") }) })],
  [
    "a property that holds its holder",
    using({ S: object({ a: object({ b: { $ref: "#/components/schemas/S/properties/a" } }) }) }),
  ],
  [
    "resources that differ in letter case alone",
    using(
      { S: { type: "string" } },
      {
        paths: Object.fromEntries(
          ["userList", "userlist", "UserList"].map((name) => [
            `/${name}`,
            { get: { "x-specloom-name": `${name}.get`, responses: { "204": { description: "d" } } } },
          ]),
        ),
      },
    ),
  ],
  ["encodings of themselves", forms(1, () => [0])],
  ["encodings of each other", forms(3, (index) => [(index + 1) % 3])],
  ["encodings of all others", forms(8, () => [0, 1, 2, 3, 4, 5, 6, 7])],
  [
    "server variables of themselves",
    using(
      { S: { type: "string" } },
      { servers: [{ url: "https://{a}.example", variables: { a: { default: "b", $ref: "#/servers/0/variables" } } }] },
    ),
  ],
  [
    "properties of themselves",
    using({ S: object({ a: { properties: { $ref: "#/components/schemas/S/properties" } } }) }),
  ],
  [
    "properties of properties of themselves",
    using({
      S: object({ a: { properties: { $ref: "#/components/schemas/T" } } }),
      T: object({ b: { properties: { $ref: "#/components/schemas/T/properties" } } }),
    }),
  ],
  [
    "properties of all others",
    using(
      Object.fromEntries(
        ["S", "T", "U", "V", "W", "X", "Y", "Z"].map((name, _, all): [string, Json] => [
          name,
          object(
            Object.fromEntries(
              all.map((other): [string, Json] => [
                other,
                { properties: { $ref: `#/components/schemas/${other}/properties` } },
              ]),
            ),
          ),
        ]),
      ),
    ),
  ],
  [
    "listed values beside heirs",
    using({
      S: {
        ...asObject(object({ kind: { type: "string" } })),
        required: ["kind"],
        enum: ["open", "closed"],
        discriminator: { propertyName: "kind" },
      },
      Gift: { allOf: [ref("S"), object({ note: { type: "string" } })] },
    }),
  ],
  [
    "listed values beside parts",
    using({ S: { allOf: [object({ a: { type: "string" } })], enum: ["open", "closed"] } }),
  ],
  ["a list of itself", using({ S: { type: "array", items: ref("S") } })],
  ["a list of lists of itself", using({ S: { type: "array", items: { type: "array", items: ref("S") } } })],
  ["a map of itself", using({ S: { type: "object", additionalProperties: ref("S") } })],
  [
    "a map of itself beside properties",
    using({ S: { ...asObject(object({ a: { type: "string" } })), additionalProperties: ref("S") } }),
  ],
  ["patterns of itself", using({ S: { type: "object", patternProperties: { "^x": ref("S") } } })],
  ["a pair with itself", using({ S: { type: "array", prefixItems: [ref("S"), { type: "string" }] } })],
  ["a pair and more of itself", using({ S: { type: "array", prefixItems: [{ type: "string" }], items: ref("S") } })],
  ["a union with itself", using({ S: { anyOf: [ref("S"), { type: "string" }] } })],
  [
    "a union of a union of itself",
    using({ S: { oneOf: [ref("T"), { type: "string" }] }, T: { oneOf: [ref("S"), { type: "integer" }] } }),
  ],
  ["null or itself", using({ S: { anyOf: [ref("S"), { type: "null" }] } })],
  [
    "a union of lists and maps of itself",
    using({
      S: {
        anyOf: [
          { type: "string" },
          { type: "array", items: ref("S") },
          { type: "object", additionalProperties: ref("S") },
        ],
      },
    }),
  ],
  [
    "lists of each other",
    using({
      S: { type: "array", items: ref("T") },
      T: { anyOf: [{ type: "null" }, { type: "array", items: ref("S") }] },
    }),
  ],
  ["an heir of itself", using({ S: { allOf: [ref("S"), object({ a: { type: "string" } })] } })],
  [
    "heirs of each other",
    using({ S: { allOf: [ref("T"), object({ a: marked })] }, T: { allOf: [ref("S"), object({ b: marked })] } }),
  ],
  [
    "an heir of the union it belongs to",
    using({
      S: { ...asObject(object({ k: { type: "string" } })), oneOf: [ref("T")], discriminator: { propertyName: "k" } },
      T: { allOf: [ref("S")] },
    }),
  ],
  ["what requires of itself", using({ S: { allOf: [ref("S")], required: ["a"], properties: { a: ref("S") } } })],
  ["not itself", using({ S: { not: ref("S") } })],
  [
    "marks on the way around",
    using({
      S: object({ id: marked, next: { type: "array", items: ref("T") } }),
      T: object({ s: ref("S"), t: ref("T") }),
    }),
  ],
  [
    "definitions that contain themselves",
    using({
      S: {
        $defs: { N: object({ n: { $ref: "#/components/schemas/S/$defs/N" } }) },
        properties: { n: { $ref: "#/components/schemas/S/$defs/N" } },
      },
    }),
  ],
  ["the whole document as a schema", using({ S: object({ all: { $ref: "#" } }) })],
  [
    "a callback that is its own operation",
    using(
      { S: object({}) },
      { paths: { "/s": { post: { responses: {}, callbacks: { c: { u: { $ref: "#/paths/~1s" } } } } } } },
    ),
  ],
  ["objects 60 deep", using({ S: nested(60, (inner) => object({ a: inner })) })],
  ["lists 90 deep", using({ S: nested(90, (items) => ({ type: "array", items })) })],
  ["unions 60 deep", using({ S: nested(60, (inner) => ({ anyOf: [inner, { type: "null" }] })) })],
  [
    "references 200 deep",
    using(
      Object.fromEntries(
        Array.from({ length: 200 }, (_, index) => [
          index === 0 ? "S" : `S${index}`,
          index === 199 ? { type: "string" } : ref(`S${index + 1}`),
        ]),
      ),
    ),
  ],
  ["an enum of 5,000", using({ S: { enum: Array.from({ length: 5000 }, (_, index) => `value ${index}`) } })],
];

function asObject(value: Json): Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

describe("shapes without end", () => {
  let scratch = "";

  beforeAll(() => {
    const cache = resolve(import.meta.dirname, "../../../node_modules/.cache/specloom");
    mkdirSync(cache, { recursive: true });
    scratch = mkdtempSync(join(cache, "shapes-"));
  });

  afterAll(() => rmSync(scratch, { recursive: true }));

  test.each(documents)("%s", async (title, document) => {
    const files = await generated(document);
    expect([...files].flatMap(([path, text]) => escapes(path, text))).toEqual([]);
    expect(new Set([...files.keys()].map((path) => path.toLowerCase())).size).toBe(files.size);
    for (const [path, text] of files) {
      const target = join(scratch, title, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  });

  test("and all of it compiles", () => {
    expect(
      compile(
        scratch,
        documents.map(([title]) => title),
      ),
    ).toEqual({});
  });
});

// JSON Schema 2020-12, section 9.4.1: a schema must not lead a reader around without end.
const endless: [title: string, schemas: Record<string, Json>][] = [
  ["itself", { S: ref("S") }],
  ["a circle of three", { S: ref("T"), T: ref("U"), U: ref("S") }],
  ["its own property", { S: object({ s: { $ref: "#/components/schemas/S/properties/s" } }) }],
];

test.each(endless)("a schema that is nothing but %s is of any value", async (_, schemas) => {
  const files = await generated(using(schemas));
  expect(files.get("src/models.ts")).toMatch(/^export type S = (?:unknown|\{\s+s\?: unknown;\s+\});/mu);
});

test.each<[string, Json]>([
  ["lists 250 deep", nested(250, (items) => ({ type: "array", items }))],
  ["objects 200 deep", nested(200, (inner) => object({ a: inner }))],
  ["unions 200 deep", nested(200, (inner) => ({ anyOf: [inner, { type: "null" }] }))],
])("%s are refused with the limit, their place, and what to do", async (_, schema) => {
  const error = await generated(using({ S: schema })).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ToolchainError);
  expect(error).toMatchObject({
    code: "document/too-deep",
    message: "Expected at most 200 levels of nesting, found more",
    hint: "Move the inner schemas to components and refer to them with $ref.",
    location: { file: "specs/acme/api.json", line: 1, pointer: expect.stringMatching(/^\/components\/schemas\/S\//u) },
  });
});

test("10,000 operations", async () => {
  const operation = (index: number): [string, Json] => [
    `/resources${index % 100}/{id}/action${index}`,
    {
      get: {
        operationId: `operation${index}`,
        responses: { "200": { description: "d", content: { "application/json": { schema: ref("S") } } } },
      },
    },
  ];
  const paths = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => operation(index)));
  const files = await generated(using({ S: object({ a: { type: "string" } }) }, { paths }));
  expect(files.get("src/schema.ts")?.match(/^ {4}operation\d+: \{$/gmu)?.length).toBe(10_000);
});
