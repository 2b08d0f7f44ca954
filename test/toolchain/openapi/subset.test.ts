import { describe, expect, test } from "vitest";
import { generate, type ProviderInput, ToolchainError } from "specloom";
import { inspect } from "../../../packages/toolchain/src/inspect.js";
import { type Json, ownMember } from "../../../packages/toolchain/src/json.js";
import { inputOf } from "../../support/provider-input.js";

const json = (schema: object): object => ({ description: "OK", content: { "application/json": { schema } } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };

/** Pets and their owners, and orders; what each reaches goes through other components. */
const document = {
  openapi: "3.0.3",
  info: { title: "Shop", version: "1" },
  servers: [{ url: "https://shop.example" }],
  security: [{ key: [] }],
  paths: {
    "/pets": {
      get: { operationId: "listPets", tags: ["pets"], responses: { 200: json({ type: "array", items: ref("Pet") }) } },
      post: { operationId: "addPet", tags: ["pets", "writing"], responses: { 201: json(ref("Pet")) } },
    },
    "/pets/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: text }],
      get: { operationId: "getPet", tags: ["pets"], responses: { 200: { $ref: "#/components/responses/Pet" } } },
    },
    "/pets/{id}/owner": {
      parameters: [{ name: "id", in: "path", required: true, schema: text }],
      get: { operationId: "getOwner", responses: { 200: json(ref("Owner")) } },
    },
    "/orders": {
      post: {
        operationId: "order",
        tags: ["orders", "writing"],
        security: [{ "#/components/securitySchemes/token": [] }],
        responses: { 200: json({ $ref: "#/paths/~1pets/get/responses/200/content/application~1json/schema/items" }) },
      },
    },
  },
  components: {
    responses: { Pet: json(ref("Pet")), Order: json(ref("Order")) },
    schemas: {
      Pet: {
        type: "object",
        required: ["kind"],
        properties: { kind: text, tag: ref("Tag"), example: { type: "object", example: { $ref: "data" } } },
        discriminator: { propertyName: "kind" },
      },
      Dog: { allOf: [ref("Pet"), { type: "object", properties: { collar: ref("Collar") } }] },
      Tag: text,
      Collar: text,
      Owner: { oneOf: [ref("Person"), ref("Firm")], discriminator: { propertyName: "kind", mapping: { f: "Firm" } } },
      Person: { type: "object", properties: { kind: text } },
      Firm: { type: "object", properties: { kind: text } },
      Order: { type: "object" },
    },
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "x-key" },
      token: { type: "http", scheme: "bearer" },
    },
  },
};

function inputWith(settings: object, overlay?: string): ProviderInput {
  const input = inputOf({ path: "openapi.json", text: JSON.stringify(document) });
  const source = { ...JSON.parse(input.source.text), ...settings };
  return {
    ...input,
    source: { ...input.source, text: JSON.stringify(source) },
    overlay: overlay === undefined ? undefined : { path: "specs/acme/overlay.yaml", text: overlay },
  };
}

const keysOf = (value: unknown): string[] =>
  Object.keys(typeof value === "object" && value !== null ? value : {}).toSorted();

const animals = ["Collar", "Dog", "Pet", "Tag"];
const owners = ["Firm", "Owner", "Person"];

describe.each([
  ["a document alone", undefined],
  ["an overlay that changes what is left out", "- target: $.paths['/orders'].post\n    update: { summary: An order }"],
])("of %s", (_name, action) => {
  const overlay = action && `overlay: 1.1.0\ninfo: { title: Repairs, version: 1.0.0 }\nactions:\n  ${action}\n`;

  test.each<[settings: object, operations: string[], schemas: string[], schemes: string[]]>([
    [{ include: ["tag:pets"] }, ["addPet", "getPet", "listPets"], animals, ["key"]],
    [{ include: ["tag:pets"], exclude: ["tag:writing"] }, ["getPet", "listPets"], animals, ["key"]],
    [{ include: ["/pets/{id}/owner"] }, ["getOwner"], owners, ["key"]],
    [{ include: ["/pets/*"] }, ["getPet"], animals, ["key"]],
    [{ include: ["/pets/**"] }, ["addPet", "getOwner", "getPet", "listPets"], [...animals, ...owners], ["key"]],
    [{ include: ["GET"] }, ["getOwner", "getPet", "listPets"], [...animals, ...owners], ["key"]],
    [{ include: ["GET /pets"] }, ["listPets"], animals, ["key"]],
    [{ include: ["get*"] }, ["getOwner", "getPet"], [...animals, ...owners], ["key"]],
    [{ include: ["order"] }, ["order"], animals, ["key", "token"]],
    [{ exclude: ["/pets/**"] }, ["order"], animals, ["key", "token"]],
  ])("%j", (settings, operations, schemas, schemes) => {
    const { contract, document: part, notes } = inspect(inputWith(settings, overlay));
    expect(contract.operations.map(({ id }) => id).toSorted()).toEqual(operations);
    expect(notes.filter(({ kind }) => kind === "defect")).toEqual([]);
    const components: Json | undefined = part.value["components"];
    expect(keysOf(ownMember(components, "schemas"))).toEqual(schemas.toSorted());
    expect(keysOf(ownMember(components, "securitySchemes"))).toEqual(schemes);
  });
});

test.each([
  [{ include: ["tag:pet"] }, "tag:pets", "/include/0"],
  [{ include: ["tag:pets", "/pet/{id}"] }, "/pets/{id}", "/include/1"],
  [{ exclude: ["GET /orders"] }, "POST /orders", "/exclude/0"],
  [{ exclude: ["/**"] }, undefined, "/exclude/0"],
])("%j is an error at its place", async (settings, meant, pointer) => {
  const failed = await generate(inputWith(settings)).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ToolchainError);
  expect(failed).toMatchObject({ code: "document/subset", location: { file: "specs/acme/source.yaml", pointer } });
  if (meant !== undefined) expect(ownMember(failed, "hint")).toBe(`Did you mean '${meant}'?`);
});
