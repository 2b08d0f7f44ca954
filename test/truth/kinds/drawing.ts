import fc from "fast-check";
import type { Schema } from "../case.js";

export type Draw = fc.Arbitrary<Schema>;

export const names = fc.constantFrom("a", "b", "c", "x-one", "two words");
export const nameLists = fc.uniqueArray(names, { minLength: 1, maxLength: 2 });
const scalarTypes = fc.constantFrom("string", "number", "integer", "boolean", "null");
export const types = fc.constantFrom("string", "number", "integer", "boolean", "null", "object", "array");
export const sizes = fc.nat({ max: 3 });
export const scalarValues = fc.constantFrom<unknown[]>(null, true, false, 0, 1, -2, 2.5, "", "a", "b");
export const compositeValues = fc.constantFrom<unknown[]>([], ["a"], [1, "a"], {}, { a: 1 });

/** Keys of which each is there or not. */
export function some(keys: Readonly<Record<string, fc.Arbitrary<unknown>>>, always: readonly string[] = []): Draw {
  return fc.record({ ...keys }, { requiredKeys: [...always] });
}

export function maps(inner: Draw, keys: fc.Arbitrary<string> = names): fc.Arbitrary<Record<string, Schema>> {
  return fc
    .uniqueArray(fc.tuple(keys, inner), { selector: ([name]) => name, minLength: 1, maxLength: 3 })
    .map((entries) => Object.fromEntries(entries));
}

/** Properties, of which some are required. */
export function objects(inner: Draw, more: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}): Draw {
  return fc
    .tuple(maps(inner), fc.array(fc.nat({ max: 2 }), { maxLength: 2 }), fc.record({ ...more }, { requiredKeys: [] }))
    .map(([properties, picked, others]) => {
      const declared = Object.keys(properties);
      const required = [...new Set(picked.map((index) => declared[index % declared.length]))];
      return { properties, ...(required.length === 0 ? {} : { required }), ...others };
    });
}

export const object = { type: fc.constant("object") };

export function lists(inner: Draw, least = 1): fc.Arbitrary<Schema[]> {
  return fc.array(inner, { minLength: least, maxLength: 3 });
}

export const scalars: Draw = fc.oneof(
  scalarTypes.map((type) => ({ type })),
  some({ type: fc.constant("string"), minLength: sizes, maxLength: fc.constant(9) }, ["type"]),
  some({ type: fc.constantFrom("integer", "number"), minimum: sizes, multipleOf: fc.constant(0.5) }, ["type"]),
  fc.constantFrom("date-time", "date", "uuid", "email", "uri", "int64", "other").map((format) => ({
    type: format === "int64" ? "integer" : "string",
    format,
  })),
  fc.constant({ type: "string", pattern: "^[a-c]{1,3}$" }),
);
