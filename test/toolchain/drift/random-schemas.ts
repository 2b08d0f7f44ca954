import fc from "fast-check";
import type { Json, JsonObject } from "../../../packages/toolchain/src/json.js";

const scalar: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record(
    {
      type: fc.constant<Json>("string"),
      format: fc.constantFrom<Json>("uuid", "date"),
      minLength: fc.nat({ max: 3 }),
      maxLength: fc.integer({ min: 4, max: 9 }),
      pattern: fc.constantFrom<Json>("^a", "b$"),
      description: fc.constantFrom<Json>("One", "Another"),
    },
    { requiredKeys: ["type"] },
  ),
  fc.record(
    {
      type: fc.constantFrom<Json>("integer", "number"),
      minimum: fc.nat({ max: 3 }),
      maximum: fc.integer({ min: 4, max: 9 }),
    },
    { requiredKeys: ["type"] },
  ),
  fc.record({ enum: fc.uniqueArray(fc.constantFrom<Json>("a", "b", "c", "d"), { minLength: 1 }) }),
  fc.constant<JsonObject>({ type: ["string", "null"] }),
);

/** Schemas of all kinds, nested. */
export const { schema } = fc.letrec<{ schema: JsonObject; object: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    tie("object"),
    union(tie("schema")),
    list(tie("schema")),
  ),
  object: fc
    .tuple(
      fc.dictionary(fc.constantFrom("a", "b", "c", "d e"), tie("schema"), { maxKeys: 3 }),
      fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 2 }),
      fc.constantFrom<Json | undefined>(undefined, true, false),
    )
    .map(([properties, required, additionalProperties]) => ({
      type: "object",
      properties,
      ...(required.length === 0 ? {} : { required }),
      ...(additionalProperties === undefined ? {} : { additionalProperties }),
    })),
}));

function list(items: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return items.map((item) => ({ type: "array", items: item }));
}

/** Branches are told apart by a constant, as real documents do it. */
function union(branch: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc.array(branch, { minLength: 2, maxLength: 3 }).map((branches) => ({
    oneOf: branches.map((value, index) => ({
      type: "object",
      properties: { kind: { const: `k${index}` }, value },
      required: ["kind"],
    })),
  }));
}
