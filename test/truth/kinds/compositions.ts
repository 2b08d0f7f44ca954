import fc from "fast-check";
import type { Schema } from "../case.js";
import { part, VALUES } from "../parts.js";
import { type Draw, lists, maps, object, objects, some, types } from "./drawing.js";

/** Schemas made of others, and choices between them. */
export const compositionKinds = {
  allOf: (inner) => some({ allOf: lists(inner, 2) }, ["allOf"]),
  anyOf: (inner) => some({ anyOf: lists(inner, 2) }, ["anyOf"]),
  oneOf: (inner) => some({ oneOf: lists(inner, 2) }, ["oneOf"]),
  besideUnions: (inner) => objects(inner, { ...object, anyOf: lists(objects(inner)), oneOf: lists(objects(inner)) }),
  presence: (inner) =>
    fc.tuple(maps(inner), fc.constantFrom("anyOf", "oneOf")).map(([properties, union]) => {
      return { type: "object", properties, [union]: Object.keys(properties).map((name) => ({ required: [name] })) };
    }),
  not: (inner) => some({ type: types, properties: maps(inner), not: inner }, ["not"]),
  conditions: (inner) =>
    some(
      {
        ...object,
        properties: maps(inner),
        if: maps(fc.constantFrom<Schema[]>({ const: 1 }, { const: "a" }, { type: "string" })).map((properties) => ({
          properties,
          required: Object.keys(properties),
        })),
        then: objects(inner),
        else: objects(inner),
      },
      ["type", "if"],
    ),
  discriminators: (inner) =>
    fc
      .tuple(
        inner,
        inner,
        fc.constantFrom("constant", "open", "absent"),
        fc.constantFrom("oneOf", "anyOf"),
        fc.boolean(),
      )
      .map(([one, other, says, union, isMapped]) => {
        const values = ["cat-1", "dog"];
        const members = [one, other].map((inside, index) =>
          part(index === 0 ? "Cat" : "Dog", {
            type: "object",
            properties: { ...kindOf(isMapped || says !== "constant" ? says : "open", values[index]), inside },
            required: ["inside", ...(says === "absent" ? [] : ["kind"])],
          }),
        );
        return { [union]: members, discriminator: { propertyName: "kind", ...(isMapped ? { [VALUES]: values } : {}) } };
      }),
} satisfies Readonly<Record<string, (inner: Draw) => Draw>>;

function kindOf(says: string, value: string | undefined): object {
  return says === "absent" ? {} : { kind: says === "constant" ? { const: value } : { type: "string" } };
}
