import { pointerOf, REFERENCE } from "../../openapi/reference.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json, valueAt } from "../../json.js";

/** Whether two parts have the same text, including the targets of their references. */
export type IsSame = (before: Json | undefined, after: Json | undefined) => boolean;

/** The target of one reference, in both documents. */
interface Target {
  readonly isSameText: boolean;
  /** The references within the target. */
  readonly references: ReadonlySet<string>;
}

/**
 * Most of a large document does not change. Comparing two texts is much faster than comparing schemas, so equal parts
 * are found first. The order of keys does not matter, but for media types, of which the first is a default; any other difference is left to the full comparison.
 */
export function createEquality(before: SourceDocument, after: SourceDocument): IsSame {
  const targets = new Map<string, Target>();
  const results = new Map<string, boolean>();

  const targetOf = (reference: string): Target => {
    const known = targets.get(reference);
    if (known !== undefined) return known;
    const pointer = pointerOf(reference);
    const [was, is] = [before, after].map(({ value }) => (pointer === undefined ? undefined : valueAt(value, pointer)));
    const references = new Set<string>();
    const found = { isSameText: was !== undefined && is !== undefined && isSameText(was, is, references), references };
    targets.set(reference, found);
    return found;
  };

  /** References may form cycles, so all reachable targets are compared before the result is known. */
  const isTargetEqual = (reference: string): boolean => {
    const known = results.get(reference);
    if (known !== undefined) return known;
    const reached = new Set([reference]);
    for (const next of reached) {
      const result = results.get(next);
      if (result === true) continue;
      const { isSameText: same, references } = targetOf(next);
      if (result === false || !same) {
        results.set(reference, false);
        return false;
      }
      for (const further of references) reached.add(further);
    }
    for (const each of reached) results.set(each, true);
    return true;
  };

  return (was, is) => {
    if (was === undefined || is === undefined) return was === is;
    const references = new Set<string>();
    return isSameText(was, is, references) && [...references].every(isTargetEqual);
  };
}

/** Whether two values have the same text; collects their references. */
function isSameText(before: Json, after: Json, references: Set<string>): boolean {
  if (Array.isArray(before))
    return (
      Array.isArray(after) &&
      before.length === after.length &&
      before.every((item, index) => isSameText(item, after[index] ?? null, references))
    );
  if (!isObject(before)) return before === after;
  if (!isObject(after)) return false;
  const keys = Object.keys(before);
  if (keys.length !== Object.keys(after).length) return false;
  return keys.every((key) => {
    const [was, is] = [before[key], Object.hasOwn(after, key) ? after[key] : undefined];
    if (was === undefined || is === undefined) return false;
    if (key === REFERENCE && typeof was === "string") references.add(was);
    if (key === "content" && Object.keys(was ?? {}).join() !== Object.keys(is ?? {}).join()) return false;
    return isSameText(was, is, references);
  });
}
