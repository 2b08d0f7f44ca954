import { describe, expect, it } from "vitest";
import type { SourceDocument } from "../../../packages/toolchain/src/openapi/document.js";
import { upgradeDocument } from "../../../packages/toolchain/src/document/upgrade.js";
import { readYaml } from "../../../packages/toolchain/src/document/yaml.js";
import { isObject, type Json, valueAt } from "../../../packages/toolchain/src/json.js";
import { failure } from "./support.js";

function document(text: string): SourceDocument {
  const { value, locate } = readYaml({ path: "a.yaml", text });
  if (!isObject(value)) throw new TypeError("the test's document is no mapping");
  return { value, locate };
}

const upgrade = (text: string) => upgradeDocument(document(text));

describe("versions", () => {
  it.each(["3.1.0", "3.1.1", "3.2.0", "3.1.0-rc1"])("OpenAPI %s stays as it is", (version) => {
    const given = document(`openapi: ${version}\npaths: {}\n`);
    expect(upgradeDocument(given)).toBe(given);
  });

  it.each(["openapi: 3.0.0", "openapi: 3.0.4", "openapi: 3.0", 'swagger: "2.0"', "swagger: 2.0"])(
    "%s becomes 3.1",
    (version) => {
      const { value } = upgrade(`${version}\ninfo: {title: t, version: "1"}\npaths: {}\n`);
      expect(value["openapi"]).toMatch(/^3\.1\.\d+$/);
      expect(value).not.toHaveProperty("swagger");
    },
  );

  const refused: [text: string, want: string][] = [
    ["openapi: 4.0.0", '1:1 (/openapi): Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found "4.0.0"'],
    ["openapi: 3.10.0", '1:1 (/openapi): Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found "3.10.0"'],
    ["openapi: 2.0", '1:1 (/openapi): Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found "2.0"'],
    ['swagger: "1.2"', '1:1 (/swagger): Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found "1.2"'],
    ['info: {}\nswagger: "3.0"', '2:1 (/swagger): Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found "3.0"'],
    ["openapi: [3]", "1:1 (/openapi): Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found [3]"],
    ["openapi:", "1:1 (/openapi): Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found null"],
  ];
  it.each(refused)("%s is refused", (text, want) => {
    expect(failure(() => upgrade(text))).toBe(`document/version at a.yaml:${want}`);
  });

  const broken: [title: string, parts: string, pointer: string, want: Json | undefined][] = [
    [
      "a parameter without a place",
      "{get: {parameters: [{name: p, type: string}]}}",
      "get/parameters/0",
      { name: "p", schema: { type: "string" } },
    ],
    ["parameters that are no list", "{parameters: {}, get: {parameters: 5}}", "get/parameters", 5],
    [
      "parameters that are nothing",
      "{get: {parameters: [null, {name: p, in: query, type: string}]}}",
      "get/parameters/1/name",
      "p",
    ],
    ["a response that is nothing", "{get: {responses: {200: null}}}", "get/responses/200", null],
    ["an operation that is nothing", "{get: null, summary: null}", "get", null],
    ["types that are no list", "{get: {consumes: {}, produces: 5}}", "get/produces", 5],
  ];
  it.each(broken)("2.0 with %s is upgraded all the same", (_, item, pointer, want) => {
    const { value } = upgrade(
      `swagger: "2.0"\nconsumes: 5\nproduces: {}\nsecurityDefinitions: {a: null}\npaths: {/a: ${item}}\n`,
    );
    expect(valueAt(value, `/paths/~1a/${pointer}`)).toStrictEqual(want);
  });
});

const three = (schema: string) =>
  `openapi: 3.0.3\ninfo: {title: t, version: "1"}\npaths: {}\ncomponents: {schemas: {S: ${schema}}}\n`;

describe("what changes", () => {
  const cases: [title: string, schema: string, want: Json][] = [
    ["nullable", "{type: string, nullable: true}", { type: ["string", "null"] }],
    [
      "exclusive bounds",
      "{type: integer, minimum: 1, exclusiveMinimum: true}",
      { type: "integer", exclusiveMinimum: 1 },
    ],
    ["an example", "{type: string, example: a}", { type: "string", examples: ["a"] }],
    [
      "an example of any shape",
      "{type: object, example: {nullable: true, type: string, example: 1}}",
      { type: "object", examples: [{ nullable: true, type: "string", example: 1 }] },
    ],
  ];
  it.each(cases)("%s", (_, schema, want) => {
    expect(valueAt(upgrade(three(schema)).value, "/components/schemas/S")).toStrictEqual(want);
  });

  const kept: [title: string, schema: string][] = [
    ["a property named example", "{type: object, properties: {example: {type: string}}}"],
    [
      "properties named like keywords",
      "{type: object, properties: {type: {type: string}, nullable: {type: boolean}, format: {type: string}, content: {type: string}, 'application/octet-stream': {type: string}}}",
    ],
    [
      "properties named like the prototype",
      "{type: object, properties: {__proto__: {type: string}, constructor: {type: string}}}",
    ],
    [
      "a default that looks like a schema",
      "{type: object, default: {type: string, nullable: true, example: 1, exclusiveMinimum: true}}",
    ],
    ["values of an enum", "{enum: [{type: a, nullable: true}, null]}"],
    ["extensions", "{type: string, x-schema: {type: string, nullable: true}}"],
    [
      "an integer beyond 2⁵³",
      "{type: integer, format: int64, maximum: 9223372036854775807, default: 9223372036854775807}",
    ],
    ["arrays of types' names and of required ones", "{type: object, required: [example, type]}"],
    ["text that begins with a noncharacter", '{description: "\\uFDD00", default: "\\uFDD01"}'],
    [
      "a discriminator's mapping",
      "{oneOf: [{$ref: '#/components/schemas/S'}], discriminator: {propertyName: kind, mapping: {type: '#/components/schemas/S', example: S}}}",
    ],
  ];
  it.each(kept)("stays: %s", (_, schema) => {
    const given = document(three(schema));
    const want = valueAt(given.value, "/components/schemas/S");
    const found = valueAt(upgradeDocument(given).value, "/components/schemas/S");
    expect(JSON.stringify(found, exact)).toBe(JSON.stringify(want, exact));
    expect({}).not.toHaveProperty("type");
  });

  it("examples by name keep their values", () => {
    const media =
      "{examples: {a: {summary: s, value: {type: string, nullable: true, example: 1}}, b: {$ref: '#/components/examples/B'}}}";
    const text = `openapi: 3.0.3\npaths: {/a: {get: {responses: {'200': {description: d, content: {application/json: ${media}}}}}}}\n`;
    const pointer = "/paths/~1a/get/responses/200/content/application~1json";
    expect(valueAt(upgrade(text).value, pointer)).toStrictEqual(valueAt(document(text).value, pointer));
  });

  it.each([
    ["3.0", "openapi: 3.0.3", "content: {application/json: {schema: S}}"],
    ["2.0", 'swagger: "2.0"\nproduces: [application/json]', "schema: S"],
  ])("bytes as text have no media type of their own, in %s", (_version, head, answer) => {
    const schema = "{type: object, properties: {a: {type: string, format: byte}}}";
    const text = `${head}\npaths: {/a: {get: {responses: {'200': {description: d, ${answer.replace("S", schema)}}}}}}\n`;
    const pointer = "/paths/~1a/get/responses/200/content/application~1json/schema/properties/a";
    expect(valueAt(upgrade(text).value, pointer)).toStrictEqual({ type: "string", contentEncoding: "base64" });
  });

  it("the given document stays as it was, and nothing in the result is undefined", () => {
    const text =
      'swagger: "2.0"\nhost: a.example\nbasePath: /v1\nschemes: [https]\ndefinitions: {S: {type: string, format: byte}}\npaths: {/a: {post: {consumes: [multipart/form-data], parameters: [{in: formData, name: f, type: file}], responses: {}}}}\n';
    const given = document(text);
    const { value } = upgradeDocument(given);
    expect(given.value).toStrictEqual(document(text).value);
    expect(value["servers"]).toStrictEqual([{ url: "https://a.example/v1" }]);
    expect(valueAt(value, "/components/schemas/S")).toStrictEqual({ type: "string", contentEncoding: "base64" });
    expect(
      valueAt(value, "/paths/~1a/post/requestBody/content/multipart~1form-data/schema/properties/f"),
    ).toStrictEqual({ type: "string", contentMediaType: "application/octet-stream" });
  });
});

describe("locations", () => {
  it("of an upgraded 2.0 document point into the published text", () => {
    const text = `swagger: "2.0"
host: a.example
definitions:
  S: {type: string}
parameters:
  P: {in: query, name: p, type: string}
responses:
  R: {description: r}
securityDefinitions:
  k: {type: basic}
paths:
  /a:
    get: {responses: {'200': {description: d, schema: {type: string}}}}
`;
    const { locate } = upgrade(text);
    const lines = [
      "/servers/0",
      "/components/schemas/S/type",
      "/components/parameters/P",
      "/components/responses/R",
      "/components/securitySchemes/k",
      "/paths/~1a/get/responses/200/content",
      "/openapi",
    ];
    expect(lines.map((pointer) => locate(pointer).line)).toStrictEqual([2, 4, 6, 8, 10, 13, 1]);
  });

  it("of an upgraded 2.0 document say its own pointers, for every part", () => {
    const text = `swagger: "2.0"
host: a.example
basePath: /v1
consumes: [multipart/form-data]
produces: [application/json]
definitions:
  S: {type: object, properties: {a: {type: string, x-nullable: true}}}
parameters:
  B: {in: body, name: b, schema: {type: object, properties: {c: {type: string}}}}
responses:
  R: {description: r, schema: {type: array, items: {type: string}}, headers: {X-A: {type: integer}}}
securityDefinitions:
  o: {type: oauth2, flow: implicit, authorizationUrl: 'https://a.example', scopes: {read: r}}
paths:
  /a/{id}:
    parameters: [{in: path, name: id, type: string, required: true}]
    put:
      parameters:
        - {in: query, name: q, type: array, items: {type: integer}}
        - {$ref: '#/parameters/B'}
      responses: {200: {$ref: '#/responses/R'}}
    post:
      produces: [text/csv]
      parameters:
        - {in: formData, name: f, type: string, enum: [x]}
        - {in: header, name: h, type: string}
      responses: {200: {description: d, schema: {$ref: '#/definitions/S'}}, 404: {$ref: '#/responses/R'}}
`;
    const { value, locate } = upgrade(text);
    const body = "/requestBody/content/multipart~1form-data/schema";
    const cases: Record<string, [pointer: string, line: number]> = {
      "/openapi": ["/swagger", 1],
      "/servers/0/url": ["/host", 2],
      "/components/schemas/S/properties/a/type": ["/definitions/S/properties/a/type", 7],
      "/components/responses/R/content/application~1json/schema/items": ["/responses/R/schema/items", 11],
      "/components/responses/R/headers/X-A/schema/type": ["/responses/R/headers/X-A/type", 11],
      "/components/securitySchemes/o/flows/implicit/scopes/read": ["/securityDefinitions/o/scopes/read", 13],
      "/paths/~1a~1{id}/parameters/0/schema/type": ["/paths/~1a~1{id}/parameters/0/type", 16],
      "/paths/~1a~1{id}/put/parameters/0/schema/items/type": ["/paths/~1a~1{id}/put/parameters/0/items/type", 19],
      [`/paths/~1a~1{id}/put${body}/properties/c`]: ["/parameters/B/schema/properties/c", 9],
      "/paths/~1a~1{id}/put/requestBody/content": ["/parameters/B", 9],
      [`/paths/~1a~1{id}/post${body}/properties/f/enum/0`]: ["/paths/~1a~1{id}/post/parameters/0/enum/0", 25],
      "/paths/~1a~1{id}/post/parameters/0/schema": ["/paths/~1a~1{id}/post/parameters/1", 26],
      "/paths/~1a~1{id}/post/responses/200/content/text~1csv/schema": [
        "/paths/~1a~1{id}/post/responses/200/schema",
        27,
      ],
      "/paths/~1a~1{id}/post/responses/404/content/text~1csv/schema": ["/responses/R/schema", 11],
    };
    const found = Object.keys(cases).map((pointer) => {
      expect(pointer === "/paths/~1a~1{id}/put/requestBody/content" || valueAt(value, pointer)).toBeDefined();
      const location = locate(pointer);
      return [pointer, [location.pointer, location.line]];
    });
    expect(Object.fromEntries(found)).toStrictEqual(cases);
    expect(JSON.stringify(value)).not.toContain("\uFDD1");
  });

  it("of an upgraded 3.0 document do too", () => {
    const { locate } = upgrade("openapi: 3.0.0\npaths: {}\ncomponents:\n  schemas:\n    S: {type: string}\n");
    expect(locate("/components/schemas/S/examples")).toMatchObject({ line: 5, column: 5 });
  });
});

/** JSON with the digits of bigints, for a comparison that also sees own keys named `__proto__`. */
function exact(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
