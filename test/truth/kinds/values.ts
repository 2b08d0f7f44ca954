import fc from "fast-check";
import { isSchemaObject, type Schema } from "../case.js";
import { compositeValues, type Draw, scalarValues, some, types } from "./drawing.js";

/** Keywords of scalars, and those of any value. */
export const valueKinds = {
  types: () => fc.uniqueArray(types, { minLength: 1, maxLength: 3 }).map((type) => ({ type })),
  untyped: () =>
    fc.constantFrom<Schema[]>(
      { minLength: 1 },
      { minimum: 0 },
      { pattern: "^a" },
      { format: "date" },
      { title: "Any" },
    ),
  booleans: () => fc.constantFrom<Schema[]>(true, false, {}),
  enums: () => fc.uniqueArray(scalarValues, { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
  typedEnums: () =>
    some({ type: types, enum: fc.uniqueArray(scalarValues, { minLength: 1, maxLength: 4 }) }, ["type", "enum"]),
  constants: () => scalarValues.map((value) => ({ const: value })),
  composites: () =>
    fc.oneof(
      compositeValues.map((value) => ({ const: value })),
      some({ type: types, enum: fc.array(fc.oneof(scalarValues, compositeValues), { minLength: 1, maxLength: 3 }) }, [
        "enum",
      ]),
    ),
  nullable: (inner) => inner.map((schema) => (isSchemaObject(schema) ? { ...schema, nullable: true } : schema)),
  encodings: () =>
    fc.constantFrom<Schema[]>(
      { type: "string", contentEncoding: "base64" },
      { type: "string", contentEncoding: "base64", contentMediaType: "image/png" },
      { type: "string", format: "byte" },
      { type: "string", contentMediaType: "application/json", contentSchema: { type: "object" } },
    ),
  annotations: (inner) =>
    inner.map((schema) =>
      isSchemaObject(schema)
        ? { title: "T", description: "D", default: null, examples: [1], deprecated: true, ...schema }
        : schema,
    ),
} satisfies Readonly<Record<string, (inner: Draw) => Draw>>;
