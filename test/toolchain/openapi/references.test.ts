import { expect, test } from "vitest";
import { resolve } from "../../../packages/toolchain/src/openapi/references.js";
import type { Json } from "../../../packages/toolchain/src/json.js";

const LENGTH = 1_000;

/** A document with a chain of schemas, and the number of look-ups of its schemas. */
function chain(end: (index: number) => Json): { readonly root: Json; readonly count: () => number } {
  let lookedUp = 0;
  const schemas = Object.fromEntries(
    Array.from(
      { length: LENGTH },
      (_, index) => [`S${index}`, { $ref: `#/components/schemas/S${index + 1}` }] as const,
    ),
  );
  const counting = new Proxy<Record<string, Json>>(
    { ...schemas, [`S${LENGTH}`]: end(LENGTH) },
    {
      get(target, key, receiver) {
        if (typeof key === "string" && key.startsWith("S")) lookedUp += 1;
        return Reflect.get(target, key, receiver);
      },
    },
  );
  return { root: { components: { schemas: counting } }, count: () => lookedUp };
}

test.each<[string, (index: number) => Json, string]>([
  ["a schema", () => ({ type: "string" }), "found"],
  ["nothing", (index) => ({ $ref: `#/components/schemas/No${index}` }), "missing"],
  ["its begin", () => ({ $ref: "#/components/schemas/S0" }), "circular"],
  ["its middle", () => ({ $ref: `#/components/schemas/S${LENGTH / 2}` }), "circular"],
  ["another document", () => ({ $ref: "other.yaml" }), "missing"],
])("a chain of references that leads to %s is passed once, from wherever it is entered", (_end, end, kind) => {
  const { root, count } = chain(end);
  const kinds = Array.from({ length: LENGTH }, (_, index) => {
    const value = { $ref: `#/components/schemas/S${index}` };
    return resolve(root, { value, pointer: `/paths/~1${index}` }).kind;
  });
  expect(new Set(kinds)).toEqual(new Set([kind]));
  expect(count()).toBeLessThan(4 * LENGTH);
});
