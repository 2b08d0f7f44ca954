import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignModelNames, modelsOf, renamedModels } from "../../../../packages/toolchain/src/contract/names/models.js";
import { schemaModule } from "../../../../packages/toolchain/src/emit/schema.js";
import { printable } from "../../../../packages/toolchain/src/emit/print-types.js";
import type { JsonObject } from "../../../../packages/toolchain/src/json.js";
import { hostileParts } from "../../../support/hostile-texts.js";

const none = new Map<string, string>();

/** Names of types by the names of schemas. */
function namesOf(schemas: readonly string[], kept = none): Record<string, string> {
  return Object.fromEntries(assignModelNames([schemas], kept));
}

describe("names of models", () => {
  const cases: [title: string, names: Record<string, string>][] = [
    ["are those of the schemas", { Job: "Job", job_status: "job_status", $ref: "$ref", naïve: "naïve" }],
    ["are words joined", { "simple-user": "SimpleUser", "v1.Pod": "V1Pod", "Page[Job]": "PageJob", "2fa": "Model2fa" }],
    ["are no words of the language", { import: "Import", string: "String", keyof: "Keyof", unique: "Unique" }],
    ["are no helpers of the printed types", { WithRequired: "WithRequiredModel", MergePatch: "MergePatchModel" }],
    ["have no _ at an end", { Page_Job_: "PageJob", _links: "Links", JobInput_: "JobInput", _: "Model" }],
    ["may be those of built-in types", { Date: "Date", Record: "Record", Promise: "Promise" }],
    ["belong to the schema that is spelled so", { "simple-user": "SimpleUserModel", SimpleUser: "SimpleUser" }],
    ["are told apart where none is spelled so", { "a b": "AB", "a-b": "ABModel", "a.b": "Modela$2e$b" }],
    ["of no words are told apart too", { "!": "Model", "?": "ModelModel" }],
  ];
  test.each(cases)("%s", (_title, want) => {
    const schemas = Object.keys(want);
    const sorted = (names: Record<string, string>) => Object.values(names).toSorted();
    expect(sorted(namesOf(schemas))).toEqual(sorted(want));
    expect(namesOf(schemas)).toEqual(namesOf(schemas.toReversed()));
  });

  test("that an earlier generation gave stand, whatever comes", () => {
    const kept = new Map([["simple-user", "SimpleUser"]]);
    expect(namesOf(["SimpleUser", "simple-user"], kept)).toEqual({
      "simple-user": "SimpleUser",
      SimpleUser: "SimpleUserModel",
    });
  });

  test("that no type can have, or that another has, are not kept", () => {
    const kept = new Map(Object.entries({ "a-a": "no name", b: "Same", c: "Same", d: "string" }));
    expect(namesOf(["a-a", "b", "c", "d"], kept)).toEqual({ "a-a": "AA", b: "Same", c: "c", d: "d" });
  });

  test("depend on no order, are unique, and are kept by the contract", () => {
    const words = fc.constantFrom("a", "b", "A", "-", ".", "_", "type", "Date", "1", ...hostileParts);
    const schemas = fc.uniqueArray(fc.array(words, { maxLength: 4 }).map((parts) => parts.join("")));
    fc.assert(
      fc.property(schemas, fc.integer(), (names, seed) => {
        const given = namesOf(names);
        expect(namesOf(shuffled(names, seed))).toEqual(given);
        expect(new Set(Object.values(given)).size).toBe(names.length);
        expect(Object.values(given).filter((name) => /^_|_$/u.test(name))).toEqual([]);
        const kept = new Map(Object.entries(renamedModels(new Map(Object.entries(given))) ?? {}));
        expect(namesOf([...names, "new-one", "NewOne"], kept)).toMatchObject(given);
      }),
    );
  });
});

function shuffled(names: readonly string[], seed: number): string[] {
  const rank = (name: string): number =>
    Array.from({ length: name.length }, (_, at) => name.charCodeAt(at)).reduce(
      (sum, code) => (sum * 31 + code) | 0,
      seed,
    );
  return names.toSorted((a, b) => rank(a) - rank(b));
}

describe("the contract names what the printer prints", () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const object = (properties: JsonObject, more: JsonObject = {}) => ({ type: "object", properties, ...more });
  const documents: [title: string, schemas: JsonObject][] = [
    ["of both directions", { job: object({ id: { type: "string", readOnly: true } }) }],
    [
      "of a reference into a place",
      { a: object({ b: object({ id: { readOnly: true } }) }), job: ref("a/properties/b") },
    ],
    [
      "of a parent and its heirs",
      {
        pet: object({ kind: { type: "string" } }, { discriminator: { propertyName: "kind" } }),
        "house-cat": { allOf: [ref("pet"), object({ id: { type: "string", readOnly: true } })] },
        job: object({ pet: ref("pet") }),
      },
    ],
  ];
  test.each(documents)("%s", (_title, schemas) => {
    const content = { "application/json": { schema: ref("job") } };
    const operation = {
      operationId: "send",
      requestBody: { content },
      responses: { 200: { description: "", content } },
    };
    const document = { openapi: "3.1.0", info: {}, paths: { "/a": { post: operation } }, components: { schemas } };
    const { names, inputs } = modelsOf(document, none);
    expect(inputs.size).toBeGreaterThan(0);
    expect(schemaModule(printable(document)).names).toEqual(names);
  });
});

test("built-in types stand beside models of their names", () => {
  const schemas = {
    Date: { type: "object", properties: { at: { type: "string", format: "date-time" } } },
    Blob: {
      type: "object",
      properties: { raw: { type: "string", format: "binary" }, date: { $ref: "#/components/schemas/Date" } },
    },
    Record: { type: "object", additionalProperties: false },
  };
  const { models = "" } = schemaModule(printable({ openapi: "3.1.0", paths: {}, components: { schemas } }));
  expect(models).toContain("raw?: globalThis.Blob | Uint8Array;");
  expect(models).toContain("date?: Date;");
  expect(models).toContain("export type Record = globalThis.Record<string, never>;");
});
