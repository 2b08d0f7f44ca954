import fc from "fast-check";
import type { Schema } from "../case.js";
import { type Draw, lists, maps, nameLists, names, object, objects, sizes, some } from "./drawing.js";

const presence = nameLists.map((required) => ({ required }));

/** Keywords of objects. */
export const objectKinds = {
  objects: (inner) => objects(inner, object),
  undeclared: (inner) =>
    some(
      {
        type: fc.constantFrom<unknown[]>("object", ["object", "null"], ["object", "string"]),
        properties: maps(inner),
        required: nameLists,
        anyOf: lists(
          fc.oneof(
            presence,
            presence,
            presence.map((not) => ({ not })),
            objects(inner),
            inner,
          ),
        ),
      },
      ["required"],
    ),
  sizes: (inner) => objects(inner, { ...object, minProperties: sizes, maxProperties: sizes }),
  emptiness: () => some({ ...object, minProperties: sizes, maxProperties: sizes }, ["type"]),
  extras: (inner) =>
    fc.oneof(
      some({ ...object, additionalProperties: inner }, ["type"]),
      objects(inner, { ...object, additionalProperties: inner }),
    ),
  patterns: (inner) =>
    some(
      {
        ...object,
        properties: maps(inner),
        patternProperties: maps(inner, fc.constantFrom("^x-", "^b$", "s$", "^[ac]")),
        additionalProperties: fc.constantFrom<Schema[]>(false, { type: "string" }),
      },
      ["type", "patternProperties"],
    ),
  propertyNames: (inner) =>
    some(
      {
        ...object,
        propertyNames: fc.constantFrom<Schema[]>({ enum: ["a", "b"] }, { pattern: "^x-" }, { const: "a" }, false),
        additionalProperties: inner,
      },
      ["type", "propertyNames"],
    ),
  unevaluatedProperties: (inner) =>
    some(
      {
        ...object,
        properties: maps(inner),
        allOf: lists(objects(inner)),
        unevaluatedProperties: fc.oneof(fc.constant(false), inner),
      },
      ["type", "unevaluatedProperties"],
    ),
  dependencies: (inner) =>
    some(
      {
        ...object,
        properties: maps(inner),
        dependentRequired: fc.dictionary(names, nameLists, { minKeys: 1, maxKeys: 2 }),
        dependentSchemas: maps(objects(inner)),
      },
      ["type"],
    ),
} satisfies Readonly<Record<string, (inner: Draw) => Draw>>;
