import fc from "fast-check";
import { type Draw, lists, sizes, some } from "./drawing.js";

/** Keywords of arrays. */
export const arrayKinds = {
  arrays: (inner) =>
    some({ type: fc.constant("array"), items: inner, minItems: sizes, maxItems: sizes, uniqueItems: fc.boolean() }, [
      "type",
    ]),
  untypedArrays: (inner) => some({ items: inner }),
  tuples: (inner) =>
    some(
      {
        type: fc.constant("array"),
        prefixItems: lists(inner),
        items: fc.oneof(fc.constant(false), inner),
        minItems: sizes,
        maxItems: sizes,
      },
      ["type", "prefixItems"],
    ),
  contains: (inner) =>
    some({ type: fc.constant("array"), items: inner, contains: inner, minContains: sizes, maxContains: sizes }, [
      "type",
      "contains",
    ]),
  unevaluatedItems: (inner) =>
    some(
      {
        type: fc.constant("array"),
        prefixItems: lists(inner),
        allOf: fc.tuple(some({ prefixItems: lists(inner) }, ["prefixItems"])),
        unevaluatedItems: fc.oneof(fc.constant(false), inner),
      },
      ["type", "unevaluatedItems"],
    ),
} satisfies Readonly<Record<string, (inner: Draw) => Draw>>;
