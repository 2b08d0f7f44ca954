import fc from "fast-check";
import { expect, test } from "vitest";
import { createEquality } from "../../../packages/toolchain/src/drift/facts/equality.js";
import type { JsonObject } from "../../../packages/toolchain/src/json.js";
import { propertyRuns } from "../../support/property.js";

const locate = (pointer: string): { file: string; pointer: string } => ({ file: "a.json", pointer });

/** Whether `part` is the same in two documents that hold it beside components. */
function isSame(before: JsonObject, after: JsonObject): boolean {
  return createEquality({ value: before, locate }, { value: after, locate })(before["part"], after["part"]);
}

const cases: [title: string, want: boolean, before: JsonObject, after: JsonObject][] = [
  ["nothing on either side", true, {}, {}],
  ["something on one side", false, { part: {} }, {}],
  ["keys in another order", true, { part: { a: 1, b: [2n] } }, { part: { b: [2n], a: 1 } }],
  ["another value", false, { part: { a: [1, { b: "x" }] } }, { part: { a: [1, { b: "y" }] } }],
  ["another kind of value", false, { part: { a: [] } }, { part: { a: {} } }],
  ["null in place of nothing", false, { part: { a: null } }, { part: {} }],
  ["a list that is longer", false, { part: [1] }, { part: [1, 1] }],
  ["a key that every object inherits", false, { part: { toString: 1 } }, { part: { other: 1 } }],
  ["a reference to the same", true, { part: { $ref: "#/a~1b" }, "a/b": 1 }, { part: { $ref: "#/a~1b" }, "a/b": 1 }],
  ["a reference to something changed", false, { part: { $ref: "#/a" }, a: 1 }, { part: { $ref: "#/a" }, a: 2 }],
  [
    "a reference to what refers to something changed",
    false,
    { part: [{ $ref: "#/a" }], a: { $ref: "#/b%20c" }, "b c": 1 },
    { part: [{ $ref: "#/a" }], a: { $ref: "#/b%20c" }, "b c": 2 },
  ],
  [
    "another reference to the same",
    false,
    { part: { $ref: "#/a" }, a: 1, b: 1 },
    { part: { $ref: "#/b" }, a: 1, b: 1 },
  ],
  ["a reference to nothing", false, { part: { $ref: "#/a" } }, { part: { $ref: "#/a" } }],
  ["a reference to elsewhere", false, { part: { $ref: "b.yaml" } }, { part: { $ref: "b.yaml" } }],
  ["a reference that is no URI", false, { part: { $ref: "#/%" } }, { part: { $ref: "#/%" } }],
  [
    "references in a circle",
    true,
    { part: { $ref: "#/a" }, a: { x: { $ref: "#/b" } }, b: { x: { $ref: "#/a" } } },
    { part: { $ref: "#/a" }, a: { x: { $ref: "#/b" } }, b: { x: { $ref: "#/a" } } },
  ],
];

test.each(cases)("%s: %s", (_title, want, before, after) => {
  expect(isSame(before, after)).toBe(want);
  expect(isSame(after, before)).toBe(want);
});

test("whatever the order of questions, a part is the same where no reference from it leads to a change", () => {
  const names = ["a", "b", "c", "d", "e"];
  const graph = fc.dictionary(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }));
  fc.assert(
    fc.property(
      graph,
      fc.subarray(names),
      fc.shuffledSubarray(names, { minLength: names.length }),
      (edges, changed, asked) => {
        const value = (isLater: boolean): JsonObject =>
          Object.fromEntries(
            names.map((name) => [
              name,
              {
                to: (edges[name] ?? []).map((target) => ({ $ref: `#/${target}` })),
                version: isLater && changed.includes(name) ? 2 : 1,
              },
            ]),
          );
        const [before, after] = [value(false), value(true)];
        const same = createEquality({ value: before, locate }, { value: after, locate });
        for (const name of asked) {
          const reached = new Set([name]);
          for (const each of reached) for (const next of edges[each] ?? []) reached.add(next);
          expect(same(before[name], after[name])).toBe(![...reached].some((each) => changed.includes(each)));
        }
      },
    ),
    propertyRuns(200),
  );
});
