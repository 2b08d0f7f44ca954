import { describe, expect, it } from "vitest";
import { upgradeDocument } from "../../../packages/toolchain/src/document/upgrade.js";
import { readYaml } from "../../../packages/toolchain/src/document/yaml.js";
import { isObject, type Json, valueAt } from "../../../packages/toolchain/src/json.js";

/** A 2.0 document, upgraded; `rest` is YAML of root fields. */
function upgrade(rest: string): Json {
  const { value, locate } = readYaml({
    path: "a.yaml",
    text: `swagger: "2.0"\ninfo: {title: t, version: "1"}\n${rest}`,
  });
  if (!isObject(value)) throw new TypeError("the test's document is no mapping");
  const before = structuredClone(value);
  const upgraded = upgradeDocument({ value, locate }).value;
  expect(value).toStrictEqual(before);
  return upgraded;
}

const post = (fields: string, rest = "") =>
  upgrade(`${rest}\npaths: {/a: {post: {${fields}, responses: {200: {description: d}}}}}`);

describe("form fields", () => {
  const cases: [title: string, fields: string, want: Json][] = [
    [
      "keep items, enum, default and bounds",
      "parameters: [{in: formData, name: tags, type: array, collectionFormat: multi, items: {type: string, enum: [a, b]}}, {in: formData, name: n, type: integer, default: 3, maximum: 9}]",
      {
        content: {
          "application/x-www-form-urlencoded": {
            schema: {
              type: "object",
              properties: {
                tags: { type: "array", items: { type: "string", enum: ["a", "b"] } },
                n: { type: "integer", default: 3, maximum: 9 },
              },
            },
          },
        },
      },
    ],
    [
      "make the body required where one of them is",
      "consumes: [application/x-www-form-urlencoded], parameters: [{in: formData, name: a, type: string, required: true}]",
      {
        required: true,
        content: {
          "application/x-www-form-urlencoded": {
            schema: { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
          },
        },
      },
    ],
    [
      "are multipart where a file is among them",
      "parameters: [{in: formData, name: f, type: file}]",
      {
        content: {
          "multipart/form-data": {
            schema: {
              type: "object",
              properties: { f: { type: "string", contentMediaType: "application/octet-stream" } },
            },
          },
        },
      },
    ],
    ...["[application/x-www-form-urlencoded, multipart/form-data]", "[application/x-www-form-urlencoded]"].map(
      (consumes): [string, string, Json] => [
        `are multipart where files are among them, whatever stands beside it: ${consumes}`,
        `consumes: ${consumes}, parameters: [{in: formData, name: f, type: array, collectionFormat: multi, items: {type: file}}]`,
        {
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                properties: {
                  f: { type: "array", items: { type: "string", contentMediaType: "application/octet-stream" } },
                },
              },
            },
          },
        },
      ],
    ),
    [
      "keep the format of their arrays",
      "parameters: [{in: formData, name: a, type: array, items: {type: string}}, {in: formData, name: b, type: array, items: {type: string}, collectionFormat: pipes}]",
      {
        content: {
          "application/x-www-form-urlencoded": {
            schema: {
              type: "object",
              properties: {
                a: { type: "array", items: { type: "string" } },
                b: { type: "array", items: { type: "string" } },
              },
            },
            encoding: { a: { style: "form", explode: false }, b: { style: "pipeDelimited", explode: false } },
          },
        },
      },
    ],
  ];
  it.each(cases)("%s", (_, fields, want) => {
    expect(valueAt(post(fields), "/paths/~1a/post/requestBody")).toStrictEqual(want);
  });
});

describe("bodies", () => {
  const body = { required: true, content: { "application/json": { schema: { type: "string" } } } };

  it.each([
    ["the operation", "consumes: [text/csv]\n", "consumes: [], "],
    ["the document", "consumes: []\n", ""],
  ])("are JSON where the list of %s is empty", (_, root, own) => {
    const parameters = "parameters: [{in: body, name: b, required: true, schema: {type: string}}]";
    const value = upgrade(`${root}paths: {/a: {post: {${own}${parameters}, responses: {}}}}`);
    expect(valueAt(value, "/paths/~1a/post/requestBody")).toStrictEqual(body);
  });
  const shared = "parameters: {B: {in: body, name: b, required: true, schema: {type: string}}}";

  it("by reference are the operation's, and no parameter", () => {
    const value = post("parameters: [{$ref: '#/parameters/B'}, {in: query, name: q, type: string}]", shared);
    expect(valueAt(value, "/paths/~1a/post/requestBody")).toStrictEqual(body);
    expect(valueAt(value, "/paths/~1a/post/parameters")).toStrictEqual([
      { in: "query", name: "q", schema: { type: "string" } },
    ]);
  });

  it("of a path item are those of its operations, whichever stands first, unless one has its own", () => {
    const value = upgrade(`${shared}
paths:
  /a:
    post: {responses: {200: {description: d}}}
    put: {parameters: [{in: body, name: own, schema: {type: integer}}], responses: {200: {description: d}}}
    parameters: [{$ref: '#/parameters/B'}]
`);
    expect(valueAt(value, "/paths/~1a/post/requestBody")).toStrictEqual(body);
    expect(valueAt(value, "/paths/~1a/put/requestBody")).toStrictEqual({
      content: { "application/json": { schema: { type: "integer" } } },
    });
    expect(valueAt(value, "/paths/~1a/parameters")).toStrictEqual([]);
  });

  it("form fields by reference join the others", () => {
    const value = post(
      "parameters: [{$ref: '#/parameters/F'}, {in: formData, name: g, type: integer}]",
      "parameters: {F: {in: formData, name: f, type: string}}",
    );
    const schema = valueAt(value, "/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema");
    expect(schema).toStrictEqual({ type: "object", properties: { f: { type: "string" }, g: { type: "integer" } } });
  });
});

describe("servers", () => {
  const cases: [title: string, root: string, want: string[]][] = [
    [
      "a host with its schemes, the safe one first",
      "host: a.test\nschemes: [http, https]",
      ["https://a.test", "http://a.test"],
    ],
    ["a host without schemes", "host: a.test\nbasePath: /v1", ["//a.test/v1"]],
    ["a host that fetch has no scheme for", "host: a.test\nschemes: [wss]", ["//a.test"]],
    ["a base path without its slash", "host: a.test:8080\nbasePath: v1/\nschemes: [http]", ["http://a.test:8080/v1/"]],
    ["a whole address as the host", "host: HTTPS://a.test/\nbasePath: /v1", ["https://a.test/v1"]],
    ["a whole address, and other schemes", "host: http://a.test\nschemes: [HTTPS]", ["https://a.test"]],
    ["a base path alone", "basePath: v1\nschemes: [https]", ["/v1"]],
  ];
  it.each(cases)("%s", (_title, root, want) => {
    expect(valueAt(upgrade(`${root}\npaths: {}`), "/servers")).toStrictEqual(want.map((url) => ({ url })));
  });

  const operations: [title: string, root: string, own: string, want: string[] | undefined][] = [
    ["the schemes of an operation", "host: a.test\nschemes: [https]", "[http]", ["http://a.test"]],
    ["the same ones", "host: a.test\nschemes: [https]", "[https]", undefined],
    ["ones that fetch does not know", "host: a.test\nschemes: [https]", "[ws]", undefined],
    ["ones without a host", "basePath: /v1", "[http]", undefined],
  ];
  it.each(operations)("%s", (_title, root, own, want) => {
    const value = upgrade(`${root}\npaths: {/a: {get: {schemes: ${own}, responses: {}}}}`);
    expect(valueAt(value, "/paths/~1a/get/servers")).toStrictEqual(want?.map((url) => ({ url })));
  });
});

describe("produces", () => {
  const response = "{200: {description: d, schema: {type: string}}, 400: {$ref: '#/responses/Bad'}}";
  const types = (value: Json, status: string): string[] => {
    const content = valueAt(value, `/paths/~1a/get/responses/${status}/content`);
    return isObject(content) ? Object.keys(content) : [];
  };

  it("of an operation overrides the document's, for shared responses too", () => {
    const value = upgrade(
      `produces: [application/json]\nresponses: {Bad: {description: b, schema: {type: string}}}\npaths: {/a: {get: {produces: [text/csv], responses: ${response}}}}`,
    );
    expect([types(value, "200"), types(value, "400")]).toStrictEqual([["text/csv"], ["text/csv"]]);
  });

  it("of the document holds where no operation says otherwise", () => {
    const value = upgrade(
      `produces: [application/xml]\nresponses: {Bad: {description: b, schema: {type: string}}}\npaths: {/a: {get: {responses: ${response}}}}`,
    );
    expect(types(value, "200")).toStrictEqual(["application/xml"]);
    expect(valueAt(value, "/paths/~1a/get/responses/400")).toStrictEqual({ $ref: "#/components/responses/Bad" });
  });

  it.each([
    "paths: {/a: {get: {responses: {200: {description: d, schema: {type: file}}}}}}",
    "responses: {F: {description: d, schema: {type: file}}}\npaths: {/a: {get: {responses: {200: {$ref: '#/responses/F'}}}}}",
  ])("is any type where a file is answered and nobody says what it is: %s", (document) => {
    expect(types(upgrade(document), "200")).toStrictEqual(["*/*"]);
  });

  const file = "responses: {200: {description: d, schema: {type: file}}}";
  const text = "responses: {200: {description: d, schema: {type: string}}}";
  it.each([
    [
      "any type, where a file is answered and JSON is said of all",
      `produces: [application/json]\npaths: {/a: {get: {${file}}}}`,
      ["*/*"],
    ],
    [
      "any type, where a file is answered and JSON is said of it",
      `paths: {/a: {get: {produces: [application/json], ${file}}}}`,
      ["*/*"],
    ],
    [
      "what is said of a file beside JSON",
      `paths: {/a: {get: {produces: [application/json, text/csv], ${file}}}}`,
      ["application/json", "text/csv"],
    ],
    ["JSON, where the document's list is empty", `produces: []\npaths: {/a: {get: {${text}}}}`, ["application/json"]],
    [
      "JSON, where the operation's list is empty",
      `produces: [text/csv]\npaths: {/a: {get: {produces: [], ${text}}}}`,
      ["application/json"],
    ],
  ])("is %s", (_, document, want) => {
    expect(types(upgrade(document), "200")).toStrictEqual(want);
  });
});

it("a discriminator becomes an object, and x-nullable adds null", () => {
  const value = upgrade(
    "paths: {}\ndefinitions: {Pet: {type: object, discriminator: kind, properties: {kind: {type: string}, age: {type: integer, x-nullable: true}}}}",
  );
  expect(valueAt(value, "/components/schemas/Pet")).toStrictEqual({
    type: "object",
    discriminator: { propertyName: "kind" },
    properties: { kind: { type: "string" }, age: { type: ["integer", "null"] } },
  });
});

describe("references into what the upgrade moves lead to where that stands", () => {
  const value = upgrade(`
parameters: {B: {in: body, name: b, schema: {type: object, properties: {c: {type: string}}}}}
responses: {R: {description: r, schema: {type: array, items: {type: string}}}}
definitions: {'a b/c': {type: string}}
paths:
  /cats/{id}:
    get:
      parameters: [{in: path, name: id, type: string, required: true}, {in: query, name: q, type: array, items: {type: integer, enum: [1]}}]
      responses: {200: {description: d, schema: {type: object, properties: {name: {type: string}}}}}
    put:
      parameters: [{in: body, name: cat, schema: {type: object}}, {in: query, name: p, type: boolean}]
      responses: {default: {$ref: '#/paths/~1cats~1%7Bid%7D/get/responses/200'}}
  /cats:
    post:
      parameters:
        - {$ref: '#/paths/~1cats~1{id}/put/parameters/0'}
        - {$ref: '#/paths/~1cats~1{id}/put/parameters/1'}
      responses:
        200: {description: d, schema: {$ref: '#/paths/~1cats~1{id}/get/responses/200/schema/properties/name'}}
        201: {description: d, schema: {$ref: '#/responses/R/schema/items'}}
        202: {description: d, schema: {$ref: '#/parameters/B/schema/properties/c'}}
        203: {description: d, schema: {$ref: '#/definitions/a%20b~1c'}}
        206: {description: d, schema: {$ref: '#/paths/~1cats~1{id}/get/parameters/1/items'}}
        207: {description: d, schema: {$ref: '#/definitions/Gone'}}
        208: {description: d, schema: {$ref: '#/paths/~1gone/get/responses/200/schema'}}
`);
  const cat = "#/paths/~1cats~1%7Bid%7D";
  const cases: [title: string, pointer: string, want: Json][] = [
    ["a body", "/paths/~1cats/post/requestBody", { content: { "application/json": { schema: { type: "object" } } } }],
    ["a parameter", "/paths/~1cats/post/parameters", [{ $ref: `${cat}/put/parameters/0` }]],
    ["a response", "/paths/~1cats~1{id}/put/responses/default", { $ref: `${cat}/get/responses/200` }],
    [
      "a property",
      schemaOf("200"),
      { $ref: `${cat}/get/responses/200/content/application~1json/schema/properties/name` },
    ],
    ["into a response", schemaOf("201"), { $ref: "#/components/responses/R/content/application~1json/schema/items" }],
    [
      "into a body",
      schemaOf("202"),
      { $ref: "#/components/requestBodies/B/content/application~1json/schema/properties/c" },
    ],
    ["a definition of an odd name", schemaOf("203"), { $ref: "#/components/schemas/a%20b~1c" }],
    ["nothing, as a component that an overlay may add", schemaOf("207"), { $ref: "#/components/schemas/Gone" }],
    ["nothing at all, as it was", schemaOf("208"), { $ref: "#/paths/~1gone/get/responses/200/schema" }],
    ["the items of a parameter", schemaOf("206"), { $ref: `${cat}/get/parameters/1/schema/items` }],
  ];
  it.each(cases)("%s", (_, pointer, want) => {
    expect(valueAt(value, pointer)).toStrictEqual(want);
    const reference = isObject(want) ? want["$ref"] : undefined;
    if (typeof reference === "string" && !/gone/iu.test(reference))
      expect(valueAt(value, decodeURIComponent(reference.slice(1)))).toBeDefined();
  });
});

function schemaOf(status: string): string {
  return `/paths/~1cats/post/responses/${status}/content/application~1json/schema`;
}
