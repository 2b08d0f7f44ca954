import { describe, expect, test } from "vitest";
import { alias, member, moduleOf, moduleOfSchemas } from "./support.js";

describe("references into schemas are what stands there", () => {
  const others = `T: {type: object, properties: {a: {type: array, items: {type: object, properties: {b: {type: string}}}}, o: {type: string}}}
D: {type: object, properties: {n: {$ref: '#/components/schemas/D/$defs/Node'}}, $defs: {Node: {type: object, properties: {next: {$ref: '#/components/schemas/D/$defs/Node'}}}, Other: {type: integer}}}`;
  const cases: [title: string, schema: string, want: string][] = [
    ["a property", "{properties: {x: {$ref: '#/components/schemas/T/properties/o'}}, required: [x]}", "{ x: string; }"],
    ["the items of a list", "{$ref: '#/components/schemas/T/properties/a/items'}", "{ b?: string; }"],
    ["a definition", "{$ref: '#/components/schemas/D/$defs/Other'}", "number"],
    ["a definition that contains itself", "{$ref: '#/components/schemas/D/$defs/Node'}", "D__defs_Node"],
    ["a name that a URI encodes", "{$ref: '#/components/schemas/T%2Fproperties'}", "TProperties"],
  ];
  test.each(cases.slice(0, 3))("%s", async (_, schema, want) => {
    expect(member(await moduleOfSchemas(`S: ${schema}\n${others}`), "components", "schemas", "S")).toBe(want);
  });

  test("a definition that contains itself becomes a schema", async () => {
    const text = await moduleOfSchemas(`S: {$ref: '#/components/schemas/D/$defs/Node'}\n${others}`);
    expect(member(text, "components", "schemas", "S")).toBe("D__defs_Node");
    expect(member(text, "components", "schemas", "D")).toBe(`{ n?: D__defs_Node; }`);
    expect(member(text, "components", "schemas", "D__defs_Node")).toBe(`{ next?: D__defs_Node; }`);
  });

  test("places whose copies hold copies become schemas where they would be without number", async () => {
    const itself = (index: number): string => `{$ref: '#/components/schemas/T/properties/p${index}'}`;
    const properties = Array.from(
      { length: 24 },
      (_, index) => `p${index}: {type: object, properties: {a: ${itself(index + 1)}, b: ${itself(index + 1)}}}`,
    );
    const text = await moduleOfSchemas(
      `S: ${itself(0)}\nT: {type: object, properties: {${properties.join(", ")}, p24: {type: string}}}`,
    );
    expect(member(text, "components", "schemas", "T_p24")).toBe("string");
    expect(text.length).toBeLessThan(10_000_000);
  });

  test("a schema of a response, and a parameter of another operation", async () => {
    const text = await moduleOf(`paths:
  /a: {get: {parameters: [{name: q, in: query, schema: {type: integer}}], responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {type: boolean}}}}}}}}
  /b: {get: {operationId: b, parameters: [{$ref: '#/paths/~1a/get/parameters/0'}], responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema/items'}}}}}}}
`);
    expect(member(text, "operations", "b", "responses", "200", "content", "application/json")).toBe("boolean");
    expect(member(text, "operations", "b", "parameters", "query")).toBe("{ q?: number; }");
  });
});

test.each(["query", "get"])("a response of a %s operation of another path", async (method) => {
  const text = await moduleOf(`paths:
  /a: {${method}: {responses: {'200': {description: d, content: {application/json: {schema: {type: integer}}}}}}}
  /b: {get: {operationId: b, responses: {'200': {$ref: '#/paths/~1a/${method}/responses/200'}}}}
`);
  expect(member(text, "operations", "b", "responses", "200", "content", "application/json")).toBe("number");
});

describe("names that a component should not have", () => {
  test.each([
    "A/B",
    "A#B",
    "A#/B",
    "50%",
    "A~1B",
    "",
    " ",
    "Name«T»",
    "__proto__",
    "constructor",
    'say "x"',
    "naïve",
    "a.b",
    "日本",
  ])("%j", async (name) => {
    const pointer = `#/components/schemas/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
    const text = await moduleOfSchemas(
      `${JSON.stringify(name)}: {type: string}\nS: {type: object, properties: {x: {$ref: ${JSON.stringify(pointer)}}}}`,
    );
    expect(member(text, "components", "schemas", name)).toBe("string");
    const model = /^\{ x\?: (.*); \}$/u.exec(member(text, "components", "schemas", "S"))?.[1] ?? "?";
    expect(alias(text, model)).toBe("string");
  });
});

describe("schemas that contain themselves", () => {
  const cases: [title: string, schemas: string, want: string][] = [
    [
      "in a property, as they are",
      "S: {type: object, properties: {s: {$ref: '#/components/schemas/S'}}}",
      `{ s?: S; }`,
    ],
    ["as themselves, and so say nothing", "S: {$ref: '#/components/schemas/S'}", "unknown"],
    [
      "by way of another that says nothing else",
      "S: {$ref: '#/components/schemas/T'}\nT: {$ref: '#/components/schemas/S'}",
      "T",
    ],
    ["as a member of their union", "S: {anyOf: [{type: string}, {$ref: '#/components/schemas/S'}]}", "string"],
    [
      "as a member of allOf",
      "S: {allOf: [{type: object, properties: {a: {type: string}}}, {$ref: '#/components/schemas/S'}]}",
      "{ a?: string; }",
    ],
  ];
  test.each(cases)("%s", async (_, schemas, want) => {
    expect(member(await moduleOfSchemas(schemas), "components", "schemas", "S")).toBe(want);
  });

  test("by inheriting from the union that they belong to inherit what stands beside it", async () => {
    const text =
      await moduleOfSchemas(`Pet: {type: object, properties: {name: {type: string}}, oneOf: [{$ref: '#/components/schemas/Cat'}]}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {cat: {type: string}}}]}`);
    expect(member(text, "components", "schemas", "Cat")).toBe("{ name?: string; } & { cat?: string; }");
    expect(member(text, "components", "schemas", "Pet")).toBe(`{ name?: string; } & Cat`);
  });

  const late: [title: string, schemas: string, want: string][] = [
    ["a list", "S: {type: array, items: {$ref: '#/components/schemas/S'}}", "S[]"],
    ["a map", "S: {type: object, additionalProperties: {$ref: '#/components/schemas/S'}}", "{ [key: string]: S; }"],
    [
      "a pair",
      "S: {type: array, prefixItems: [{type: string}, {$ref: '#/components/schemas/S'}]}",
      "[ string?, S?, ...unknown[] ]",
    ],
    [
      "any JSON",
      "S: {anyOf: [{type: string}, {type: 'null'}, {type: array, items: {$ref: '#/components/schemas/S'}}, {type: object, additionalProperties: {$ref: '#/components/schemas/S'}}]}",
      "string | null | S[] | { [key: string]: S; }",
    ],
  ];
  test.each(late)("in %s are aliases, which TypeScript resolves late", async (_, schemas, want) => {
    expect(alias(await moduleOfSchemas(schemas), "S")).toBe(want);
  });
});

describe("components that refer to others are what these are", () => {
  const document = (components: string) => `paths:
  /a:
    post:
      operationId: a
      parameters: [{$ref: '#/components/parameters/A'}]
      requestBody: {$ref: '#/components/requestBodies/A'}
      responses: {'200': {$ref: '#/components/responses/A'}}
  /b:
    get: {operationId: b, parameters: [{$ref: '#/components/parameters/B'}], responses: {'204': {description: d}}}
components:
${components}`;

  test("in chains, for each kind", async () => {
    const text = await moduleOf(
      document(`  parameters: {A: {$ref: '#/components/parameters/B'}, B: {$ref: '#/components/parameters/C'}, C: {name: c, in: query, required: true, schema: {type: integer}}}
  requestBodies: {A: {$ref: '#/components/requestBodies/B'}, B: {required: true, content: {application/json: {schema: {type: boolean}}}}}
  responses: {A: {$ref: '#/components/responses/B', description: a}, B: {description: b, headers: {X-H: {$ref: '#/components/headers/A'}}, content: {application/json: {schema: {type: string}}}}}
  headers: {A: {$ref: '#/components/headers/B'}, B: {required: true, schema: {type: integer}}}`),
    );
    expect(member(text, "operations", "b", "parameters", "query")).toBe('{ c: components["parameters"]["C"]; }');
    expect(member(text, "operations", "a", "parameters", "query")).toBe('{ c: components["parameters"]["C"]; }');
    expect(member(text, "components", "parameters", "A")).toBe("number");
    expect(member(text, "operations", "a", "requestBody")).toBe('components["requestBodies"]["B"]');
    expect(member(text, "components", "requestBodies", "A", "content")).toBe('{ "application/json": boolean; }');
    expect(member(text, "operations", "a", "responses", "200")).toBe('components["responses"]["B"]');
    for (const name of ["A", "B"]) {
      expect(member(text, "components", "responses", name, "content")).toBe('{ "application/json": string; }');
      expect(member(text, "components", "responses", name, "headers")).toContain('"X-H": number');
    }
  });

  test("that lead into an operation", async () => {
    const text = await moduleOf(
      document(`  parameters: {A: {$ref: '#/paths/~1b/get/parameters/0'}, B: {name: c, in: query, schema: {type: integer}}}
  requestBodies: {A: {content: {application/json: {schema: {type: boolean}}}}}
  responses: {A: {$ref: '#/paths/~1b/get/responses/204'}}`),
    );
    expect(member(text, "operations", "a", "parameters", "query")).toBe('{ c?: components["parameters"]["B"]; }');
    expect(member(text, "operations", "a", "responses", "200", "content")).toBe("never");
  });

  test("path items stand where they are referred to, and nowhere else", async () => {
    const text = await moduleOf(`paths:
  /a: {$ref: '#/components/pathItems/A'}
webhooks: {w: {$ref: '#/components/pathItems/B'}}
components:
  pathItems: {A: {$ref: '#/components/pathItems/B'}, B: {get: {operationId: b, responses: {'204': {description: d}}}}}
`);
    expect(text.match(/^ {4}b: /gmu)).toHaveLength(1);
    expect(member(text, "paths", "/a", "get")).toBe('operations["b"]');
    expect(member(text, "components", "pathItems")).toBe("never");
  });
});
