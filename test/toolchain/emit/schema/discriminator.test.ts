import { describe, expect, test } from "vitest";
import { member, moduleOfSchemas } from "./support.js";

const pets = (
  kind: string,
  more = "",
) => `Cat: {type: object, properties: {kind: ${kind}, cat: {type: string}}, required: [kind]}
Dog: {type: object, properties: {kind: ${kind}}, required: [kind]}
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind${more}}}`;

const mapping = (cat: string, dog: string) => `, mapping: {${cat}: '#/components/schemas/Cat', ${dog}: Dog}`;

const narrowed = (cat: string, dog: string) => `(Cat & { kind: ${cat}; }) | (Dog & { kind: ${dog}; })`;

describe("the members of a union", () => {
  const cases: [title: string, schemas: string, want: string][] = [
    [
      "have the values of the mapping, by reference or by name",
      pets("{type: string}", mapping("c", "d")),
      narrowed('"c"', '"d"'),
    ],
    ["have the schemas' names where nothing is mapped", pets("{type: string}"), narrowed('"Cat"', '"Dog"')],
    [
      "have several values where several are mapped",
      pets("{type: string}", ", mapping: {c: Cat, k: Cat, d: Dog}"),
      narrowed('"c" | "k"', '"d"'),
    ],
    ["have numbers where the property is one", pets("{type: integer}", mapping("'1'", "'2'")), narrowed("1", "2")],
    [
      "have booleans where the property is one",
      pets("{type: boolean}", mapping("'true'", "'false'")),
      narrowed("true", "false"),
    ],
    [
      "keep to the values that their schema allows",
      pets("{type: string, enum: [c, d]}", mapping("c", "d")),
      narrowed('"c"', '"d"'),
    ],
    ["keep their own constants, whatever the mapping says", pets("{const: own}", mapping("c", "d")), `Cat | Dog`],
    ["keep their own enum where a name is not in it", pets("{type: string, enum: [a, b]}"), `Cat | Dog`],
    [
      "have the property where they lack it",
      "Cat: {type: object}\nDog: {type: object}\nPet: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}",
      narrowed('"Cat"', '"Dog"'),
    ],
    [
      "stay as they are where they can have no such property",
      "Cat: {type: object, additionalProperties: false}\nDog: {type: string}\nPet: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}",
      `Cat | Dog`,
    ],
    [
      "stay as they are where they are unions that have the values",
      "C: {type: object, properties: {kind: {const: c}}}\nCat: {oneOf: [{$ref: '#/components/schemas/C'}]}\nDog: {properties: {kind: {const: d}}}\nPet: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}",
      `Cat | Dog`,
    ],
    [
      "are looked up through what they are composed of",
      "Base: {type: object, properties: {kind: {type: string}}}\nCat: {allOf: [{$ref: '#/components/schemas/Base'}]}\nDog: {allOf: [{$ref: '#/components/schemas/Base'}]}\nPet: {anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}",
      narrowed('"Cat"', '"Dog"'),
    ],
  ];
  test.each(cases)("%s", async (_, schemas, want) => {
    expect(member(await moduleOfSchemas(schemas), "components", "schemas", "Pet")).toBe(want);
  });
});

describe("heirs", () => {
  const base = (mapped = "") =>
    `Pet: {type: object, properties: {kind: {type: string}}, required: [kind], discriminator: {propertyName: kind${mapped}}}`;
  const heir = (name: string, parent: string) =>
    `${name}: {allOf: [{$ref: '#/components/schemas/${parent}'}, {type: object, properties: {own: {type: string}}}]}`;
  const stated = (name: string, parent: string, extension: string, value: string, more = "") =>
    `${name}: {${extension}: ${value}, allOf: [{$ref: '#/components/schemas/${parent}'}], properties: {x: {type: string}}${more}}`;
  const cases: [title: string, schemas: string, name: string, want: string][] = [
    ["have their name", `${base()}\n${heir("Cat", "Pet")}`, "Cat", `PetBase & { own?: string; } & { kind: "Cat"; }`],
    [
      "have what is mapped to them",
      `${base(", mapping: {c: Cat}")}\n${heir("Cat", "Pet")}`,
      "Cat",
      `PetBase & { own?: string; } & { kind: "c"; }`,
    ],
    [
      "have the value that their extension states",
      `${base()}\n${stated("Cat", "Pet", "x-ms-discriminator-value", "'#c'")}`,
      "Cat",
      `{ x?: string; } & (PetBase & { kind: "#c"; })`,
    ],
    [
      "have the value that the extension of Swagger's generators states",
      `${base()}\n${stated("Cat", "Pet", "x-discriminator-value", "c")}\n${heir("Lion", "Cat")}`,
      "Cat",
      `{ x?: string; } & (PetBase & { kind: "c" | "Lion"; })`,
    ],
    [
      "have what is mapped to them, whatever their extension states",
      `${base(", mapping: {m: Cat}")}\n${stated("Cat", "Pet", "x-ms-discriminator-value", "c")}`,
      "Cat",
      `{ x?: string; } & (PetBase & { kind: "m"; })`,
    ],
    [
      "make a union of their parent, of which it is a member where its extension states a value",
      `${base()}\n${stated("Cat", "Pet", "x-ms-discriminator-value", "c", ", discriminator: {propertyName: kind}")}\n${heir("Lion", "Cat")}`,
      "Cat",
      `Lion | (CatBase & { kind: "c"; })`,
    ],
    [
      "have their own heirs' values too",
      `${base()}\n${heir("Cat", "Pet")}\n${heir("Lion", "Cat")}`,
      "Cat",
      `PetBase & { own?: string; } & { kind: "Cat" | "Lion"; }`,
    ],
    [
      "of heirs have theirs alone",
      `${base()}\n${heir("Cat", "Pet")}\n${heir("Lion", "Cat")}`,
      "Lion",
      `Cat & { own?: string; } & { kind: "Lion"; }`,
    ],
    ["make a union of their parent", `${base()}\n${heir("Cat", "Pet")}\n${heir("Lion", "Cat")}`, "Pet", `Cat | Lion`],
    [
      "make a union of their parent, of which it is a member where it is mapped",
      `${base(", mapping: {p: Pet, c: Cat}")}\n${heir("Cat", "Pet")}`,
      "Pet",
      `Cat | (PetBase & { kind: "p"; })`,
    ],
    [
      "inherit from a second schema",
      `${base()}\n${heir("Cat", "Pet")}\nPetBase: {type: string}`,
      "PetBase_",
      "{ kind: string; }",
    ],
  ];
  test.each(cases)("%s", async (_, schemas, name, want) => {
    expect(member(await moduleOfSchemas(schemas), "components", "schemas", name)).toBe(want);
  });
});
