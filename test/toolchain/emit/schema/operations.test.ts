import { describe, expect, test } from "vitest";
import { member, moduleOf } from "./support.js";

const answer = "responses: {'200': {description: d, content: {application/json: {schema: {type: string}}}}}";
const answered = ["responses", "200", "content", "application/json"] as const;

describe("every operation has its type under its id", () => {
  test.each([
    "a",
    "a#b",
    "a/b",
    "50%",
    "%23",
    'say "x"',
    "line\nbreak",
    "GET /a",
    "__proto__",
    "ünï",
    "`${x}`",
    "*/",
    "specloom_0",
  ])("%j", async (id) => {
    const text = await moduleOf(`paths: {/a: {get: {operationId: ${JSON.stringify(id)}, ${answer}}}}`);
    expect(member(text, "operations", id, ...answered)).toBe("string");
    expect(member(text, "paths", "/a", "get")).toBe(`operations[${JSON.stringify(id)}]`);
  });

  test("or under its method and path", async () => {
    const text = await moduleOf(`paths: {/a: {get: {${answer}}}}`);
    expect(member(text, "operations", "GET /a", ...answered)).toBe("string");
  });

  test("of a path item by reference too", async () => {
    const text = await moduleOf(
      `paths: {/a: {$ref: '#/components/pathItems/A'}}\ncomponents: {pathItems: {A: {get: {operationId: a, ${answer}}}}}`,
    );
    expect(member(text, "operations", "a", ...answered)).toBe("string");
  });

  test("of OpenAPI 3.2's query too, which openapi-fetch cannot call", async () => {
    const text = await moduleOf(
      `openapi: 3.2.0\npaths: {/a: {parameters: [{name: p, in: query}], query: {operationId: find, ${answer}}}}`,
    );
    expect(member(text, "operations", "find", ...answered)).toBe("string");
    expect(member(text, "operations", "find", "parameters", "query")).toBe("{ p?: string; }");
    expect(text).not.toMatch(/specloom|hidden/u);
  });
});

describe("parameters", () => {
  const cases: [title: string, path: string, parameters: string, place: string, want: string][] = [
    ["of the template that nothing declares are text", "/a/{id}", "", "path", "{ id: string; }"],
    [
      "described by content have its type",
      "/a",
      "{name: f, in: query, content: {application/json: {schema: {type: object, properties: {x: {type: integer}}}}}}",
      "query",
      "{ f?: { x?: number; }; }",
    ],
    ["that say nothing are text", "/a", "{name: q, in: query}", "query", "{ q?: string; }"],
    [
      "with a default may be left out",
      "/a",
      "{name: q, in: query, schema: {type: integer, default: 1}}",
      "query",
      "{ q?: number; }",
    ],
    [
      "of dates take dates",
      "/a",
      "{name: q, in: query, schema: {type: string, format: date-time}}",
      "query",
      "{ q?: string | Date; }",
    ],
    [
      "that the specification has ignored are not asked for",
      "/a",
      "{name: Authorization, in: header, required: true}, {name: X-A, in: header}",
      "header",
      '{ "X-A"?: string; }',
    ],
  ];
  test.each(cases)("%s", async (_, path, parameters, place, want) => {
    const text = await moduleOf(`paths: {"${path}": {get: {operationId: a, parameters: [${parameters}], ${answer}}}}`);
    expect(member(text, "operations", "a", "parameters", place)).toBe(want);
  });

  test("a date inside a body is text", async () => {
    const text = await moduleOf(
      `paths: {/a: {post: {operationId: a, requestBody: {content: {application/json: {schema: {type: object, properties: {parameters: {type: object, properties: {query: {type: object, properties: {at: {type: string, format: date-time}}}}}}}}}}, ${answer}}}}`,
    );
    expect(text).not.toContain("Date");
  });
});

describe("content", () => {
  const cases: [title: string, media: string, want: string][] = [
    ["bytes by their name", "image/png: {}", "Blob"],
    ["bytes by their schema", "application/octet-stream: {schema: {type: string, format: binary}}", "Blob"],
    ["text by its name", "text/csv: {}", "string"],
    ["XML as text", "application/xml: {}", "string"],
    ["JSON that nothing is said of", "application/json: {}", "unknown"],
    ["the list of the items of a sequence", "application/jsonl: {itemSchema: {type: integer}}", "number[]"],
  ];
  test.each(cases)("%s", async (_, media, want) => {
    const text = await moduleOf(
      `openapi: 3.2.0\npaths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {${media}}}}}}}`,
    );
    expect(member(text, "operations", "a", "responses", "200", "content", media.split(": ")[0] ?? "")).toBe(want);
  });

  test("a body of bytes may be a stream, a field of a form may not", async () => {
    const text = await moduleOf(
      `paths: {/a: {post: {operationId: a, requestBody: {content: {application/pdf: {}, multipart/form-data: {schema: {type: object, properties: {f: {type: string, format: binary}}}}}}, ${answer}}}}`,
    );
    const body = ["operations", "a", "requestBody", "content"] as const;
    expect(member(text, ...body, "application/pdf")).toBe("Blob | Uint8Array | ReadableStream<Uint8Array>");
    expect(member(text, ...body, "multipart/form-data")).toBe("{ f?: Blob | Uint8Array; }");
  });

  test("a header by reference is no more required than it says", async () => {
    const text = await moduleOf(
      "paths: {/a: {get: {operationId: a, responses: {'200': {description: d, headers: {X-A: {$ref: '#/components/headers/A'}}}}}}}\ncomponents: {headers: {A: {schema: {type: integer}}}}",
    );
    expect(member(text, "operations", "a", "responses", "200", "headers")).toContain('"X-A"?: number;');
  });
});

describe("what the API sends", () => {
  const body = "requestBody: {content: {application/json: {schema: {type: boolean}}}}, responses: {}";
  const sent = ["post", "requestBody", "content", "application/json"] as const;

  test("webhooks, whatever ids they have", async () => {
    const text = await moduleOf(`paths: {}\nwebhooks: {done: {post: {operationId: onDone, ${body}}}}`);
    expect(member(text, "webhooks", "done", ...sent)).toBe("boolean");
    expect(text).toContain("export type operations = Record<string, never>;");
  });

  test("callbacks, beside the webhooks", async () => {
    const text = await moduleOf(`paths:
  /a:
    post:
      operationId: subscribe
      callbacks:
        one: {'{$request.body#/url}': {post: {operationId: cb, ${body}}}}
        two: {$ref: '#/components/callbacks/Two'}
      ${answer}
components: {callbacks: {Two: {'{$url}/x': {post: {${body}}}, '{$url}/y': {post: {${body}}}}}}`);
    const names = ["subscribe.one", "subscribe.two {$url}/x", "subscribe.two {$url}/y"];
    expect(names.map((name) => member(text, "webhooks", name, ...sent))).toEqual(["boolean", "boolean", "boolean"]);
  });
});

test("the document that is printed stays as it was", async () => {
  const { readData } = await import("../../../../packages/toolchain/src/document/read-data.js");
  const { schemaModule } = await import("../../../../packages/toolchain/src/emit/schema.js");
  const { printable } = await import("../../../../packages/toolchain/src/emit/print-types.js");
  const text = `openapi: 3.1.0
paths: {/a: {post: {callbacks: {c: {u: {post: {responses: {}}}}}, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, ${answer}}}}
components: {schemas: {Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: k}}, Cat: {type: object, nullable: true, properties: {k: {type: string, readOnly: true}}}}}`;
  const document = (): Parameters<typeof printable>[0] => {
    const { value } = readData({ path: "a.yaml", text });
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("no mapping");
    return value;
  };
  const given = document();
  schemaModule(printable(given));
  expect(given).toStrictEqual(document());
});
