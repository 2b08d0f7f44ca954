import type { SourceDocument } from "../../openapi/document.js";
import type { Schema } from "./conjuncts.js";
import { type View, viewOf } from "./view.js";

/**
 * Whether a value may match two branches of a union. Branches exclude each other by their types, and objects by the values
 * of a property that all of them require.
 */
export function mayOverlap(document: SourceDocument, branches: readonly Schema[]): boolean {
  const views = branches.map((branch) => viewOf(document, branch));
  const kinds = views.map(({ types, unions }) =>
    unions.length > 0 ? [] : [...(types ?? [])].map((type) => (type === "integer" ? "number" : type)),
  );
  if (kinds.some(({ length }) => length === 0)) return true;
  const objects = views.filter((_, index) => kinds[index]?.join() === "object");
  const others = kinds.filter((types) => types.join() !== "object").flat();
  const all = objects.length > 0 ? [...others, "object"] : others;
  return new Set(all).size < all.length || !haveApartValues(document, objects);
}

/** Whether all schemas require a property of which no two accept the same value. */
function haveApartValues(document: SourceDocument, [first, ...others]: readonly View[]): boolean {
  if (first === undefined || others.length === 0) return true;
  return [...first.required].some((name) => {
    const values = [first, ...others].map(({ required, properties }) => {
      const property = required.has(name) ? properties.get(name) : undefined;
      return property && viewOf(document, property).values;
    });
    const texts = values.flatMap((set) => [...(set?.keys() ?? [])]);
    return values.every((set) => set !== undefined) && new Set(texts).size === texts.length;
  });
}
