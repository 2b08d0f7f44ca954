import { describe, expect, it } from "vitest";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import type { SourceDocument } from "../../../packages/toolchain/src/openapi/document.js";
import { type Json, valueAt } from "../../../packages/toolchain/src/json.js";
import { failure, texts } from "./support.js";

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
      "another host",
      { "api.yaml": get("{$ref: 'https://example.org/b.yaml#/B'}") },
      "7:62 (/paths/~1a/get/responses/200/content/application~1json/schema): The reference 'https://example.org/b.yaml#/B' leaves the document, whose files are specs/acme/api.yaml.",
    ],
    [
      "a file above the folder",
      { "api.yaml": get("{$ref: '../../../etc/passwd'}") },
      "7:62 (/paths/~1a/get/responses/200/content/application~1json/schema): The reference '../../../etc/passwd' leaves the document, whose files are specs/acme/api.yaml.",
    ],
    [
      "a name that the other file does not have",
      { "api.yaml": get("{$ref: 'b.yaml#/components/schemas/Jop'}"), "b.yaml": "components: {schemas: {Job: {}}}" },
      "7:62 (/paths/~1a/get/responses/200/content/application~1json/schema): The reference 'b.yaml#/components/schemas/Jop' names nothing in specs/acme/b.yaml.",
    ],
    [
      "a path item that includes itself",
      {
        "api.yaml": "openapi: 3.1.0\npaths: {/a: {$ref: 'b.yaml#/A'}}",
        "b.yaml": "A: {$ref: '#/A'}",
      },
      "1:1 (/A): Expected an end of references, found one that leads back to itself.",
    ],
  ];
  it.each(cases)("%s", (_, files, want) => {
    expect(failure(() => read(files)).replace(/^document\/reference at specs\/acme\/\w+\.yaml:/u, "")).toBe(want);
  });
});
