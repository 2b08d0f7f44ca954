import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import { isObject, type Json, type JsonObject } from "../../../packages/toolchain/src/json.js";
import { applyOverlay } from "../../../packages/toolchain/src/overlay/apply-overlay.js";
import { deepFreeze, overlayOf } from "./support.js";

const tree = fc.letrec<{ json: Json; document: JsonObject }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, true, 0, "s", 9007199254740993n),
    fc.array(tie("json"), { maxLength: 3 }),
    tie("document"),
  ),
  document: fc
    .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", "d"), tie("json")), { maxLength: 4, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries)),
}));
const query = fc.constantFrom(
  "$",
  "$.a",
  "$.*",
  "$..a",
  "$..*",
  "$.b[0]",
  "$..[0]",
  "$..[?@.a]",
  "$['a','b','a']",
  "$..b[::-1]",
);
const action: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ target: query, update: tree.json }),
  fc.record({ target: query, copy: query }),
  fc.record({ target: query, remove: fc.boolean() }),
);
const someActions = fc.array(action, { minLength: 1, maxLength: 4 });
const anyVersion = fc.constantFrom("1.0.0", "1.1.0");

type Outcome = { readonly document: JsonObject; readonly changed: boolean } | { readonly code: string };

function outcomeOf(document: JsonObject, actions: Json[], version: string): Outcome {
  try {
    const result = applyOverlay(document, overlayOf(actions, version));
    return { document: result.document, changed: result.report.some((entry) => entry.changed) };
  } catch (error) {
    if (error instanceof ToolchainError) return { code: error.code };
    throw error;
  }
}

describe("for any document and any actions", () => {
  it("mutates neither, gives the same result each time, and fails with its own errors only", () => {
    fc.assert(
      fc.property(tree.document, someActions, anyVersion, (given, steps, of) => {
        const before = structuredClone(given);
        const first = outcomeOf(deepFreeze(given), deepFreeze(steps), of);
        expect(outcomeOf(structuredClone(before), structuredClone(steps), of)).toEqual(first);
        expect(given).toEqual(before);
      }),
    );
  });

  it("says that something changed exactly where the result differs", () => {
    fc.assert(
      fc.property(tree.document, action, (given, step) => {
        const outcome = outcomeOf(given, [step], "1.1.0");
        fc.pre("document" in outcome);
        expect(outcome.changed).toBe(!sameJson(outcome.document, given));
      }),
    );
  });

  it("changes nothing where every action is obsolete", () => {
    fc.assert(
      fc.property(tree.document, fc.array(query, { minLength: 1 }), (given, targets) => {
        const settled = targets.flatMap((target): Json[] => [
          { target, remove: false },
          { target: `${target}.absent`, remove: true },
        ]);
        expect(applyOverlay(given, overlayOf(settled)).document).toBe(given);
      }),
    );
  });

  it("makes an update of objects and primitives obsolete by applying it", () => {
    const objects = fc.letrec<{ tree: Json; object: JsonObject }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, fc.constantFrom<Json>(null, 1, "s", 9007199254740993n), tie("object")),
      object: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("tree")),
    }));
    fc.assert(
      fc.property(objects.object, objects.object, (given, update) => {
        const once = outcomeOf(given, [{ target: "$", update }], "1.1.0");
        fc.pre("document" in once);
        const twice = applyOverlay(once.document, overlayOf([{ target: "$", update }]));
        expect(twice.report.map((entry) => entry.changed)).toEqual([false]);
        expect(twice.document).toBe(once.document);
      }),
    );
  });
});

function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
