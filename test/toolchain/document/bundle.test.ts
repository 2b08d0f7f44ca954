import { describe, expect, it } from "vitest";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import type { SourceDocument } from "../../../packages/toolchain/src/openapi/document.js";
import { type Json, valueAt } from "../../../packages/toolchain/src/json.js";
import { failure, sourceText, texts } from "./support.js";

/** A whole document of several files, whose entry is `api.yaml`. */
function read(files: Readonly<Record<string, string>>): SourceDocument {
  const listed = Object.keys(files).map((file) => `  ${file}: https://docs.example.com/spec/${file}\n`);
  const text = `name: acme\npackage: "@acme/sdk"\ntitle: Acme\ndocument: whole\nentry: api.yaml\nfiles:\n${listed.join("")}`;
  return readDocument(readSource({ path: "specs/acme/source.yaml", text }), texts(files)).document;
}

const get = (schema: string, version = "3.1.0") =>
  `openapi: ${version}\ninfo: {title: t, version: "1"}\npaths:\n  /a:\n    get:\n      responses:\n        '200': {description: d, content: {application/json: {schema: ${schema}}}}\n`;

const answered = "/paths/~1a/get/responses/200/content/application~1json/schema";

describe("what other files hold becomes a component", () => {
  const cases: [title: string, files: Record<string, string>, want: Record<string, Json>][] = [
    [
      "a component of another file, by its name",
      {
        "api.yaml": get("{$ref: 'b.yaml#/components/schemas/Job'}"),
        "b.yaml": "components: {schemas: {Job: {type: string}}}",
      },
      { [answered]: { $ref: "#/components/schemas/Job" }, "/components/schemas": { Job: { type: "string" } } },
    ],
    [
      "a definition, where the document is of 3.x",
      {
        "api.yaml": get("{$ref: './b.json#/definitions/Job'}"),
        "b.json": '{"definitions": {"Job": {"type": "string"}}}',
      },
      { [answered]: { $ref: "#/components/schemas/Job" } },
    ],
    [
      "a schema of the same file, by its bare name",
      { "api.yaml": `${get("{$ref: Job}")}components: {schemas: {Job: {type: string}}}` },
      { [answered]: { $ref: "#/components/schemas/Job" } },
    ],
    [
      "a bare name is a file's, where one has it",
      { "api.yaml": `${get("{$ref: Job}")}components: {schemas: {Job: {type: string}}}`, Job: "type: integer" },
      { [answered]: { $ref: "#/components/schemas/Job_Job" }, "/components/schemas/Job_Job": { type: "integer" } },
    ],
    [
      "a whole file, by the file's name",
      { "api.yaml": get("{$ref: schemas/job-state.yaml}"), "schemas/job-state.yaml": "type: string" },
      { [answered]: { $ref: "#/components/schemas/job-state" }, "/components/schemas/job-state": { type: "string" } },
    ],
    [
      "a part of a component, inside it",
      {
        "api.yaml": get("{$ref: 'b.yaml#/components/schemas/Job/properties/id'}"),
        "b.yaml": "components: {schemas: {Job: {properties: {id: {type: integer}}}}}",
      },
      { [answered]: { $ref: "#/components/schemas/Job/properties/id" } },
    ],
    [
      "an address that source.yaml gives a file",
      { "api.yaml": get("{$ref: 'https://docs.example.com/spec/b.yaml#/Job'}"), "b.yaml": "Job: {type: string}" },
      { [answered]: { $ref: "#/components/schemas/Job" } },
    ],
    [
      "references of references, relative to their own file",
      {
        "api.yaml": get("{$ref: 'x/b.yaml#/components/schemas/A'}"),
        "x/b.yaml": "components: {schemas: {A: {properties: {b: {$ref: '../y/c.yaml#/components/schemas/B'}}}}}",
        "y/c.yaml": "components: {schemas: {B: {items: {$ref: '#/components/schemas/C'}}, C: {type: string}}}",
      },
      {
        "/components/schemas/A/properties/b": { $ref: "#/components/schemas/B" },
        "/components/schemas/B/items": { $ref: "#/components/schemas/C" },
        "/components/schemas/C": { type: "string" },
      },
    ],
    [
      "files that refer to each other, and back to the entry",
      {
        "api.yaml": `${get("{$ref: 'b.yaml#/components/schemas/A'}")}components: {schemas: {Own: {type: boolean}}}\n`,
        "b.yaml":
          "components: {schemas: {A: {properties: {a: {$ref: 'c.yaml#/components/schemas/B'}, own: {$ref: 'api.yaml#/components/schemas/Own'}}}}}",
        "c.yaml": "components: {schemas: {B: {properties: {b: {$ref: 'b.yaml#/components/schemas/A'}}}}}",
      },
      {
        "/components/schemas/A/properties": {
          a: { $ref: "#/components/schemas/B" },
          own: { $ref: "#/components/schemas/Own" },
        },
        "/components/schemas/B/properties/b": { $ref: "#/components/schemas/A" },
      },
    ],
    [
      "two of one name, by their files too, and never by a number",
      {
        "api.yaml": get(
          "{oneOf: [{$ref: 'b.yaml#/components/schemas/User'}, {$ref: 'x/c.yaml#/components/schemas/User'}]}",
        ),
        "b.yaml": "components: {schemas: {User: {type: string}}}",
        "x/c.yaml": "components: {schemas: {User: {type: integer}}}",
      },
      {
        [answered]: { oneOf: [{ $ref: "#/components/schemas/b_User" }, { $ref: "#/components/schemas/x_c_User" }] },
        "/components/schemas": { b_User: { type: "string" }, x_c_User: { type: "integer" } },
      },
    ],
    [
      "parameters, responses, bodies and headers, each in its section",
      {
        "api.yaml":
          "openapi: 3.1.0\npaths: {/a: {post: {parameters: [{$ref: 'b.yaml#/P'}], requestBody: {$ref: 'b.yaml#/B'}, responses: {default: {$ref: 'b.yaml#/R'}}}}}",
        "b.yaml":
          "P: {name: p, in: query}\nB: {content: {}}\nR: {description: r, headers: {X-A: {$ref: '#/H'}}}\nH: {schema: {type: string}}",
      },
      {
        "/paths/~1a/post": {
          parameters: [{ $ref: "#/components/parameters/P" }],
          requestBody: { $ref: "#/components/requestBodies/B" },
          responses: { default: { $ref: "#/components/responses/R" } },
        },
        "/components/responses/R/headers/X-A": { $ref: "#/components/headers/H" },
      },
    ],
    [
      "a discriminator's mapping",
      {
        "api.yaml": get(
          "{oneOf: [{$ref: 'b.yaml#/components/schemas/Cat'}], discriminator: {propertyName: kind, mapping: {cat: 'b.yaml#/components/schemas/Cat', dog: Dog}}}",
        ),
        "b.yaml": "components: {schemas: {Cat: {type: object}}}",
      },
      { [`${answered}/discriminator/mapping`]: { cat: "#/components/schemas/Cat", dog: "Dog" } },
    ],
    [
      "what a discriminator means by any other value",
      {
        "api.yaml": get("{discriminator: {propertyName: kind, defaultMapping: 'b.yaml#/Other'}}", "3.2.0"),
        "b.yaml": "Other: {type: object}",
      },
      {
        [`${answered}/discriminator`]: { propertyName: "kind", defaultMapping: "#/components/schemas/Other" },
        "/components/schemas/Other": { type: "object" },
      },
    ],
    [
      "2.0's definitions, upgraded with the rest",
      {
        "api.yaml":
          'swagger: "2.0"\npaths: {/a: {get: {responses: {200: {description: d, schema: {$ref: "b.json#/definitions/Job"}}}}}}',
        "b.json": '{"definitions": {"Job": {"type": "string", "x-nullable": true}}}',
      },
      { "/components/schemas/Job": { type: ["string", "null"] }, [answered]: { $ref: "#/components/schemas/Job" } },
    ],
  ];
  it.each(cases)("%s", (_, files, want) => {
    const { value } = read(files);
    expect(Object.fromEntries(Object.keys(want).map((pointer) => [pointer, valueAt(value, pointer)]))).toStrictEqual(
      want,
    );
  });
});

describe("what else references name", () => {
  it("a path item of another file stands where it is referred to", () => {
    const { value } = read({
      "api.yaml": "openapi: 3.1.0\npaths: {/a: {$ref: 'b.yaml#/paths/~1a', summary: here}}",
      "b.yaml": "paths: {/a: {get: {operationId: getA, responses: {default: {$ref: '#/R'}}}}}\nR: {description: r}",
    });
    expect(valueAt(value, "/paths/~1a")).toStrictEqual({
      get: { operationId: "getA", responses: { default: { $ref: "#/components/responses/R" } } },
      summary: "here",
    });
  });

  it("anchors and ids of JSON Schema become pointers", () => {
    const { value } = read({
      "api.yaml": `${get("{anyOf: [{$ref: '#job'}, {$ref: 'https://acme.example/user'}]}")}components:
  schemas:
    Job: {$anchor: job, type: string}
    User: {$id: 'https://acme.example/user', properties: {name: {$ref: '#/$defs/Name'}}, $defs: {Name: {type: string}}}
`,
    });
    expect(valueAt(value, answered)).toStrictEqual({
      anyOf: [{ $ref: "#/components/schemas/Job" }, { $ref: "#/components/schemas/User" }],
    });
    expect(valueAt(value, "/components/schemas/User/properties/name")).toStrictEqual({
      $ref: "#/components/schemas/User/$defs/Name",
    });
  });

  it("examples, defaults and extensions are nobody's references, and digits are kept", () => {
    const schema =
      "{default: {$ref: nowhere.yaml}, examples: [{$ref: nowhere.yaml}], x-a: {$ref: nowhere.yaml}, maximum: 9223372036854775807}";
    const { value } = read({ "api.yaml": get(`{allOf: [${schema}, {$ref: 'b.yaml'}]}`), "b.yaml": "type: string" });
    expect(valueAt(value, `${answered}/allOf/0`)).toStrictEqual({
      default: { $ref: "nowhere.yaml" },
      examples: [{ $ref: "nowhere.yaml" }],
      "x-a": { $ref: "nowhere.yaml" },
      maximum: 9223372036854775807n,
    });
  });

  it("places are those of the files that they were written in", () => {
    const { locate } = read({
      "api.yaml": get("{$ref: 'b.yaml#/components/schemas/Job'}"),
      "b.yaml": "components:\n  schemas:\n    Job:\n      type: string\n",
    });
    expect(locate("/components/schemas/Job/type")).toMatchObject({ file: "specs/acme/b.yaml", line: 4 });
    expect(locate("/paths/~1a/get")).toMatchObject({ file: "specs/acme/api.yaml", line: 5 });
  });
});

describe("refusals", () => {
  const cases: [title: string, files: Record<string, string>, want: string][] = [
    [
      "a file that is not listed",
      { "api.yaml": get("{$ref: 'b.yaml'}") },
      "7:62 (/paths/~1a/get/responses/200/content/application~1json/schema): The reference 'b.yaml' leaves the document, whose files are specs/acme/api.yaml.",
    ],
    [
      "a bare name that is no schema's",
      { "api.yaml": get("{$ref: Job}") },
      "7:62 (/paths/~1a/get/responses/200/content/application~1json/schema): The reference 'Job' leaves the document, whose files are specs/acme/api.yaml.",
    ],
    [
      "another host",
      { "api.yaml": get("{$ref: 'https://example.org/b.yaml#/B'}") },
      "7:62 (/paths/~1a/get/responses/200/content/application~1json/schema): The reference 'https://example.org/b.yaml#/B' leaves the document, whose files are specs/acme/api.yaml.",
    ],
    [
      "a file above the folder",
      { "api.yaml": get("{$ref: '../../../etc/passwd'}") },
      "7:62 (/paths/~1a/get/responses/200/content/application~1json/schema): The reference '../../../etc/passwd' leaves the document, whose files are specs/acme/api.yaml.",
    ],
  ];
  it.each(cases)("%s", (_, files, want) => {
    expect(failure(() => read(files)).replace(/^document\/reference at specs\/acme\/\w+\.yaml:/u, "")).toBe(want);
  });
});

describe("a reference that names nothing in its file stays, for what is said of it later", () => {
  const cases: [title: string, files: Record<string, string>, pointer: string, want: string][] = [
    [
      "as it was written",
      { "api.yaml": get("{$ref: 'b.yaml#/components/schemas/Jop'}"), "b.yaml": "components: {schemas: {Job: {}}}" },
      answered,
      "b.yaml#/components/schemas/Jop",
    ],
    ["an anchor", { "api.yaml": get("{$ref: '#nowhere'}") }, answered, "#nowhere"],
    [
      "with the name of its file, where it is within another one",
      { "api.yaml": get("{$ref: x/b.yaml}"), "x/b.yaml": "properties: {a: {$ref: '#/components/schemas/Jop'}}" },
      "/components/schemas/b/properties/a",
      "x/b.yaml#/components/schemas/Jop",
    ],
    [
      "a path item that includes itself",
      { "api.yaml": "openapi: 3.1.0\npaths: {/a: {$ref: 'b.yaml#/A'}}", "b.yaml": "A: {$ref: '#/A'}" },
      "/paths/~1a",
      "b.yaml#/A",
    ],
  ];
  it.each(cases)("%s", (_, files, pointer, want) => {
    const { value, locate } = read(files);
    expect(valueAt(value, pointer)).toStrictEqual({ $ref: want });
    expect(locate(pointer).line).toBeGreaterThan(0);
  });
});

describe("an entry of the components that stands for a part of another file gives it its name", () => {
  const thing = "type: object\nproperties: {self: {$ref: '#'}, other: {$ref: other.yaml}}";
  const split = (components: string, more: Record<string, string> = {}) =>
    read({ "api.yaml": `openapi: 3.1.0\npaths: {}\ncomponents:\n${components}`, ...more });

  it("in every section", () => {
    const parts = {
      "parts/Ok.yaml": "description: ok\nheaders: {X-A: {$ref: h.yaml}}",
      "parts/h.yaml": "schema: {type: string}",
      "parts/limit.yaml": "{name: limit, in: query}",
      "parts/body.yaml": "content: {}",
      "parts/key.yaml": "{type: apiKey, in: header, name: X-Key}",
    };
    const { value, locate } = split(
      "  responses: {Ok: {$ref: parts/Ok.yaml}}\n  headers: {A: {$ref: parts/h.yaml}}\n  parameters: {Limit: {$ref: ./parts/limit.yaml}}\n  requestBodies: {Body: {$ref: parts/body.yaml}}\n  securitySchemes: {Key: {$ref: parts/key.yaml}}",
      parts,
    );
    expect(value["components"]).toStrictEqual({
      responses: { Ok: { description: "ok", headers: { "X-A": { $ref: "#/components/headers/A" } } } },
      headers: { A: { schema: { type: "string" } } },
      parameters: { Limit: { name: "limit", in: "query" } },
      requestBodies: { Body: { content: {} } },
      securitySchemes: { Key: { type: "apiKey", in: "header", name: "X-Key" } },
    });
    expect(locate("/components/headers/A/schema")).toMatchObject({ file: "specs/acme/parts/h.yaml", line: 1 });
  });

  const schemas: [title: string, components: string, files: Record<string, string>, want: Json][] = [
    [
      "also to references from the other files",
      "  schemas: {Thing: {$ref: schemas/Thing.yaml}, Other: {$ref: schemas/other.yaml}}",
      { "schemas/Thing.yaml": thing, "schemas/other.yaml": "items: {$ref: Thing.yaml}" },
      {
        Thing: {
          type: "object",
          properties: { self: { $ref: "#/components/schemas/Thing" }, other: { $ref: "#/components/schemas/Other" } },
        },
        Other: { items: { $ref: "#/components/schemas/Thing" } },
      },
    ],
    [
      "by way of an index",
      "  schemas: {Thing: {$ref: 'index.yaml#/Thing'}}",
      {
        "index.yaml": "{Thing: {$ref: v1/a.yaml}, Part: {$ref: v1/b.yaml}}",
        "v1/a.yaml": "items: {$ref: '../index.yaml#/Part'}",
        "v1/b.yaml": "type: string",
      },
      { Thing: { items: { $ref: "#/components/schemas/Part" } }, Part: { type: "string" } },
    ],
    [
      "also to what stands within it, but for definitions",
      "  schemas: {Thing: {$ref: t.yaml}, Other: {anyOf: [{$ref: 't.yaml#/properties/id'}, {$ref: 't.yaml#/$defs/Name'}]}}",
      { "t.yaml": "properties: {id: {type: string}}\n$defs: {Name: {type: string}}" },
      {
        Thing: { properties: { id: { type: "string" } }, $defs: { Name: { type: "string" } } },
        Other: { anyOf: [{ $ref: "#/components/schemas/Thing/properties/id" }, { $ref: "#/components/schemas/Name" }] },
        Name: { type: "string" },
      },
    ],
    [
      "a second one refers to it",
      "  schemas: {A: {$ref: t.yaml}, B: {$ref: t.yaml}}",
      { "t.yaml": "type: string" },
      { A: { type: "string" }, B: { $ref: "#/components/schemas/A" } },
    ],
    [
      "with a description of its own",
      "  schemas: {A: {$ref: t.yaml, description: here}, B: {$ref: t.yaml, minLength: 1}}",
      { "t.yaml": "type: string\ndescription: there" },
      { A: { type: "string", description: "here" }, B: { $ref: "#/components/schemas/A", minLength: 1 } },
    ],
    [
      "files of one name in two folders by their folders",
      "  schemas: {All: {anyOf: [{$ref: x/Thing.yaml}, {$ref: y/Thing.yaml}]}}",
      { "x/Thing.yaml": "type: string", "y/Thing.yaml": "type: integer" },
      {
        All: { anyOf: [{ $ref: "#/components/schemas/x_Thing" }, { $ref: "#/components/schemas/y_Thing" }] },
        x_Thing: { type: "string" },
        y_Thing: { type: "integer" },
      },
    ],
    [
      "files whose names a URI encodes",
      "  schemas: {A: {$ref: 'a%20b.yaml'}, B: {$ref: 'c d.yaml'}, C: {$ref: './%C3%BC.yaml'}, D: {$ref: ü.yaml}}",
      { "a b.yaml": "type: string", "c d.yaml": "type: integer", "ü.yaml": "type: boolean" },
      {
        A: { type: "string" },
        B: { type: "integer" },
        C: { type: "boolean" },
        D: { $ref: "#/components/schemas/C" },
      },
    ],
  ];
  it.each(schemas)("%s", (_, components, files, want) => {
    expect(valueAt(split(components, files).value, "/components/schemas")).toStrictEqual(want);
  });
});

describe("maps that are references hold what these name", () => {
  const parts = {
    "paths.yaml": "/a: {get: {responses: {default: {$ref: 'components.yaml#/responses/Ok'}}}}",
    "components.yaml": "responses: {Ok: {description: ok}}\nschemas: {$ref: schemas/index.yaml}",
    "schemas/index.yaml": "Thing: {$ref: Thing.yaml}\nName: {type: string}",
    "schemas/Thing.yaml": "properties: {name: {$ref: 'index.yaml#/Name'}}",
  };
  const components = {
    responses: { Ok: { description: "ok" } },
    schemas: { Thing: { properties: { name: { $ref: "#/components/schemas/Name" } } }, Name: { type: "string" } },
  };
  const cases: [title: string, entry: string, want: Json][] = [
    ["the components", "components: {$ref: components.yaml}", components],
    [
      "their sections",
      "components: {responses: {$ref: 'components.yaml#/responses'}, schemas: {$ref: './schemas/index.yaml'}}",
      components,
    ],
    ["the paths alone", "components: {}", { responses: { Ok: { description: "ok" } } }],
  ];
  it.each(cases)("%s", (_, entry, want) => {
    const { value, locate } = read({ "api.yaml": `openapi: 3.1.0\npaths: {$ref: paths.yaml}\n${entry}`, ...parts });
    expect(value["components"]).toStrictEqual(want);
    expect(valueAt(value, "/paths/~1a/get/responses/default")).toStrictEqual({ $ref: "#/components/responses/Ok" });
    expect(locate("/paths/~1a/get")).toMatchObject({ file: "specs/acme/paths.yaml", line: 1 });
  });
});

describe("maps and lists anywhere in the document may be references", () => {
  const operation = "/paths/~1a/get";
  const head = 'openapi: 3.1.0\ninfo: {title: t, version: "1"}\n';
  const cases: [title: string, files: Record<string, string>, want: Record<string, Json | undefined>][] = [
    [
      "the parameters and responses of an operation, in one file",
      {
        "api.yaml": `${head}paths: {/a: {get: {parameters: {$ref: '#/x-common/list'}, responses: {$ref: '#/x-common/answers', 204: {description: none}}}}}\nx-common: {list: [{name: q, in: query}], answers: {200: {description: ok}}}`,
      },
      {
        [`${operation}/parameters`]: [{ $ref: "#/x-common/list/0" }],
        [`${operation}/responses`]: { 200: { $ref: "#/x-common/answers/200" }, 204: { description: "none" } },
      },
    ],
    [
      "the sections of the components, in one file",
      { "api.yaml": `${head}paths: {}\ncomponents: {schemas: {$ref: '#/x-models'}}\nx-models: {Job: {type: string}}` },
      { "/components/schemas": { Job: { $ref: "#/x-models/Job" } } },
    ],
    [
      "those of a file that another file refers to",
      {
        "api.yaml": `${head}paths: {/a: {$ref: 'paths/a.yaml'}}`,
        "paths/a.yaml":
          "get: {parameters: {$ref: '../shared.yaml#/list'}, responses: {$ref: '../shared.yaml#/answers'}}",
        "shared.yaml":
          "list: [{name: q, in: query}, {$ref: '#/more'}]\nmore: {name: m, in: query}\nanswers: {200: {description: ok, content: {$ref: 'content.yaml'}}}",
        "content.yaml": "text/plain: {schema: {type: string}}",
      },
      {
        [`${operation}/parameters`]: [
          { $ref: "#/components/parameters/list_0" },
          { $ref: "#/components/parameters/more" },
        ],
        "/components/responses/200/content/text~1plain": { schema: { type: "string" } },
      },
    ],
    [
      "what has no references holds a copy",
      {
        "api.yaml": `${head}paths: {}\nservers: {$ref: 'shared.yaml#/servers'}\nsecurity: {$ref: 'shared.yaml#/security'}\ncomponents: {schemas: {A: {enum: {$ref: 'shared.yaml#/values'}, required: {$ref: '#/x-names'}}}}\nx-names: [a]`,
        "shared.yaml": "servers: [{url: 'https://a.test'}]\nsecurity: [{key: []}]\nvalues: [a, b]",
      },
      {
        "/servers": [{ url: "https://a.test" }],
        "/security": [{ key: [] }],
        "/components/schemas/A": { enum: ["a", "b"], required: ["a"] },
      },
    ],
    [
      "properties of another file, and those of a schema there",
      {
        "api.yaml": `${head}paths: {}\ncomponents: {schemas: {A: {properties: {$ref: 'b.yaml#/fields', own: true}}, B: {properties: {$ref: 'b.yaml#/Thing'}}}}`,
        "b.yaml": "fields: {a: {$ref: '#/Thing'}}\nThing: {properties: {id: {type: integer}}}",
      },
      {
        "/components/schemas/A/properties": { a: { $ref: "#/components/schemas/Thing" }, own: true },
        "/components/schemas/B/properties": { id: { $ref: "#/components/schemas/Thing/properties/id" } },
      },
    ],
    [
      "in 2.0 too",
      {
        "api.yaml": `swagger: "2.0"\npaths: {/a: {get: {parameters: {$ref: 'b.yaml#/list'}, responses: {$ref: 'b.yaml#/answers'}}}}`,
        "b.yaml": "list: [{name: q, in: query, type: string}]\nanswers: {204: {description: none}}",
      },
      {
        "/components/parameters/list_0": { name: "q", in: "query", schema: { type: "string" } },
        [`${operation}/responses`]: { 204: { $ref: "#/components/responses/204" } },
      },
    ],
    [
      "a property of that name is a schema",
      {
        "api.yaml": get("{properties: {responses: {$ref: '#/x-one'}, parameters: {$ref: 'b.yaml'}}}"),
        "b.yaml": "type: array",
      },
      {
        [`${answered}/properties`]: { responses: { $ref: "#/x-one" }, parameters: { $ref: "#/components/schemas/b" } },
      },
    ],
    [
      "a list of one is left, and what leads back to itself",
      {
        "api.yaml": `${head}paths: {/a: {get: {parameters: {$ref: '#/components/parameters/Q'}, responses: {$ref: '#/paths/~1a/get/responses'}}}}\ncomponents: {parameters: {Q: {name: q, in: query}}}`,
      },
      {
        [`${operation}/parameters`]: { $ref: "#/components/parameters/Q" },
        [`${operation}/responses`]: { $ref: "#/paths/~1a/get/responses" },
      },
    ],
  ];
  it.each(cases)("%s", (_, files, want) => {
    const { value } = read(files);
    expect(Object.fromEntries(Object.keys(want).map((at) => [at, valueAt(value, at)]))).toStrictEqual(want);
  });
});

describe("what no client is made of may be in a file that is missing", () => {
  const content = (examples: string): string =>
    `openapi: 3.1.0\npaths: {/a: {get: {responses: {200: {description: ok, links: {next: {$ref: links.yaml}}, content: {text/plain: {examples: ${examples}}}}}}}}`;
  it.each(["{a: {$ref: examples/a.json}}", "{$ref: examples.yaml}", "{a: {$ref: 'b.yaml#/a'}}"])("%s", (examples) => {
    const { value } = read({ "api.yaml": content(examples), "b.yaml": "a: {$ref: gone.yaml}" });
    expect(valueAt(value, "/paths/~1a/get/responses/200/description")).toBe("ok");
  });
});

describe("URIs count from the nearest schema with an `$id`, else from the file", () => {
  const cases: [title: string, schemas: string, want: Record<string, Json>][] = [
    [
      "a relative `$id` within another",
      "{Root: {$id: 'https://acme.example/a/root', properties: {x: {$ref: item}}, $defs: {item: {$id: item, type: string}}}}",
      { "/Root/properties/x": { $ref: "#/components/schemas/Root/$defs/item" } },
    ],
    [
      "the same anchor in two of them",
      "{A: {$id: 'https://acme.example/a', items: {$ref: '#it'}, $defs: {i: {$anchor: it, type: string}}}, B: {$id: 'https://acme.example/b', items: {$ref: 'a#it'}, not: {$ref: '#it'}, $defs: {i: {$anchor: it, type: integer}}}}",
      {
        "/A/items": { $ref: "#/components/schemas/A/$defs/i" },
        "/B/items": { $ref: "#/components/schemas/A/$defs/i" },
        "/B/not": { $ref: "#/components/schemas/B/$defs/i" },
      },
    ],
    [
      "a schema refers to itself",
      "{A: {$id: 'urn:example:a', properties: {a: {$ref: '#'}, b: {$ref: 'urn:example:a#/$defs/b'}}, $defs: {b: {type: string}}}}",
      {
        "/A/properties": { a: { $ref: "#/components/schemas/A" }, b: { $ref: "#/components/schemas/A/$defs/b" } },
      },
    ],
    [
      "an `$id` beside the reference",
      "{A: {$id: 'https://acme.example/a/', items: {$id: 'b/', $ref: c}, $defs: {c: {$id: 'b/c', type: string}, d: {$id: c, type: integer}}}}",
      { "/A/items": { $ref: "#/components/schemas/A/$defs/c" } },
    ],
    [
      "what looks like an `$id` in a value is none",
      "{A: {enum: [{$id: 'https://acme.example/x', type: 'null'}]}, B: {$id: 'https://acme.example/x', type: string}, C: {$ref: 'https://acme.example/x'}}",
      { "/C": { $ref: "#/components/schemas/B" } },
    ],
    [
      "dynamic and recursive references are those of their own place",
      "{T: {$id: 'https://acme.example/t', $dynamicAnchor: node, properties: {c: {items: {$dynamicRef: '#node'}}}}, R: {$id: 'https://acme.example/r', $recursiveAnchor: true, items: {$recursiveRef: '#'}}}",
      {
        "/T": { properties: { c: { items: { $ref: "#/components/schemas/T" } } } },
        "/R": { items: { $ref: "#/components/schemas/R" } },
      },
    ],
  ];
  it.each(cases)("%s", (_, schemas, want) => {
    const { value } = read({ "api.yaml": `openapi: 3.1.0\npaths: {}\ncomponents: {schemas: ${schemas}}` });
    const found = Object.keys(want).map((at) => [at, valueAt(value, `/components/schemas${at}`)]);
    expect(Object.fromEntries(found)).toStrictEqual(want);
  });

  it("dynamic references that several schemas answer are any of these", () => {
    const { value } = read({
      "api.yaml": `openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {Texts: {$ref: lists.yaml#/Texts}}}`,
      "lists.yaml": `List: {$id: 'https://acme.example/list', type: array, items: {$dynamicRef: '#item'}, $defs: {any: {$dynamicAnchor: item, not: {}}}}
Texts: {$id: 'https://acme.example/texts', $ref: list, $defs: {text: {$dynamicAnchor: item, type: string}}}`,
    });
    expect(valueAt(value, "/components/schemas/List")).toStrictEqual({
      type: "array",
      items: { anyOf: [{ $ref: "#/components/schemas/any" }, { $ref: "#/components/schemas/text" }] },
      $defs: { any: { not: {} } },
    });
    expect(valueAt(value, "/components/schemas/Texts/$ref")).toBe("#/components/schemas/List");
    expect(valueAt(value, "/components/schemas/text")).toStrictEqual({ type: "string" });
  });

  it("a document's `$self` names it, and its references count from there", () => {
    const { value } = read({
      "api.yaml": `$self: https://acme.example/v2/api\n${get("{anyOf: [{$ref: parts/b}, {$ref: 'https://acme.example/v2/api#/components/schemas/A'}, {$ref: c.yaml}]}", "3.2.0")}components: {schemas: {A: {type: string}}}`,
      "b.yaml": "$id: https://acme.example/v2/parts/b\ntype: string",
      "c.yaml": "type: integer",
    });
    expect(valueAt(value, answered)).toStrictEqual({
      anyOf: [
        { $ref: "#/components/schemas/b" },
        { $ref: "#/components/schemas/A" },
        { $ref: "#/components/schemas/c" },
      ],
    });
  });
});

describe("what stands beside a reference to a schema", () => {
  const cases: [version: string, schema: string, want: Json][] = [
    ["3.0.3", "{$ref: b.yaml, type: string, required: [a]}", { $ref: "#/components/schemas/b" }],
    ["3.1.0", "{$ref: b.yaml, type: string}", { $ref: "#/components/schemas/b", type: "string" }],
    [
      "3.0.3",
      "{$ref: b.yaml, description: d, nullable: true, readOnly: true, x-a: 1, properties: {}}",
      { $ref: "#/components/schemas/b", description: "d", nullable: true, readOnly: true, "x-a": 1 },
    ],
  ];
  it.each(cases)(
    "counts from 3.1 on, else where it is told to people or allows null: %s %s",
    (version, schema, want) => {
      expect(
        valueAt(read({ "api.yaml": get(schema, version), "b.yaml": "type: object" }).value, answered),
      ).toStrictEqual(want);
    },
  );

  it("is noted where it does not", () => {
    const text = get("{$ref: '#/components/schemas/A', minLength: 1}", "3.0.3");
    const source = { path: "specs/acme/source.yaml", text: sourceText(["api.yaml"]).replace("pages", "whole") };
    const { defects } = readDocument(readSource(source), texts({ "api.yaml": text }));
    expect(defects).toMatchObject([{ code: "reference-not-alone", location: { line: 7, pointer: answered } }]);
  });
});
