import { pointerOf, REFERENCE } from "../../openapi/reference.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json, valueAt } from "../../json.js";

/** Tells whether two parts are written alike, wherever their references lead: then nothing in them has changed. */
export type IsSame = (before: Json | undefined, after: Json | undefined) => boolean;

/** What one reference leads to in both documents. */
interface Target {
  readonly isAlike: boolean;
  /** What is referred to from there. */
  readonly references: ReadonlySet<string>;
}

/**
 * Most of a large document is as it was. Reading two texts side by side is far quicker than comparing what they mean,
 * so what is the same is found first. The order of keys says nothing; any other difference is for the comparison.
 */
export function createEquality(before: SourceDocument, after: SourceDocument): IsSame {
  const targets = new Map<string, Target>();
  const settled = new Map<string, boolean>();

  const targetOf = (reference: string): Target => {
    const known = targets.get(reference);
    if (known !== undefined) return known;
    const pointer = pointerOf(reference);
    const [was, is] = [before, after].map(({ value }) => (pointer === undefined ? undefined : valueAt(value, pointer)));
    const references = new Set<string>();
    const found = { isAlike: was !== undefined && is !== undefined && isAlike(was, is, references), references };
    targets.set(reference, found);
    return found;
  };

  /** References may lead in circles, so all that are reached are looked at before anything is said of one. */
  const isSettled = (reference: string): boolean => {
    const known = settled.get(reference);
    if (known !== undefined) return known;
    const reached = new Set([reference]);
    for (const next of reached) {
      const answer = settled.get(next);
      if (answer === true) continue;
      const { isAlike: same, references } = targetOf(next);
      if (answer === false || !same) {
        settled.set(reference, false);
        return false;
      }
      for (const further of references) reached.add(further);
    }
    for (const each of reached) settled.set(each, true);
    return true;
  };

  return (was, is) => {
    if (was === undefined || is === undefined) return was === is;
    const references = new Set<string>();
    return isAlike(was, is, references) && [...references].every(isSettled);
  };
}

/** Whether two values are written alike; the references in them are noted. */
function isAlike(before: Json, after: Json, references: Set<string>): boolean {
  if (Array.isArray(before))
    return (
      Array.isArray(after) &&
      before.length === after.length &&
      before.every((item, index) => isAlike(item, after[index] ?? null, references))
    );
  if (!isObject(before)) return before === after;
  if (!isObject(after)) return false;
  const keys = Object.keys(before);
  if (keys.length !== Object.keys(after).length) return false;
  return keys.every((key) => {
    const [was, is] = [before[key], Object.hasOwn(after, key) ? after[key] : undefined];
    if (was === undefined || is === undefined) return false;
    if (key === REFERENCE && typeof was === "string") references.add(was);
    return isAlike(was, is, references);
  });
}
