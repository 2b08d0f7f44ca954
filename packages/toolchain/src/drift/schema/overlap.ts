import type { SourceDocument } from "../../openapi/document.js";
import type { Schema } from "./conjuncts.js";
import { typeInTypeScript } from "./types.js";
import { type View, viewOf } from "./view.js";

/**
 * Returns true if a value may match two branches of a union. Two branches exclude each other if their types differ. Objects
 * also exclude each other if all of them require the same property and accept different values for it.
 */
export function mayOverlap(document: SourceDocument, branches: readonly Schema[]): boolean {
  const views = branches.map((branch) => viewOf(document, branch));
  const kinds = views.map(({ types, unions }) => (unions.length > 0 ? [] : [...(types ?? [])].map(typeInTypeScript)));
  if (kinds.some(({ length }) => length === 0)) return true;
  const objects = views.filter((_, index) => kinds[index]?.join() === "object");
  const others = kinds.filter((types) => types.join() !== "object").flat();
  const all = objects.length > 0 ? [...others, "object"] : others;
  return new Set(all).size < all.length || !haveApartValues(document, objects);
}

/** Returns true if all schemas require the same property and no two of them accept the same value for it. */
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
