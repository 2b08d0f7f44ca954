import { members } from "../../openapi/located.js";
import type { Schema } from "./conjuncts.js";
import { keyword, type View } from "./view.js";
import { type Compare, placeOfSchema, type SchemaContext, tell } from "./walk.js";

/** Compares items: those with their own position, and the rest. */
export function compareArrays(context: SchemaContext, before: View, after: View, compare: Compare): void {
  const [were, are] = [tupleOf(before), tupleOf(after)];
  for (let index = 0; index < Math.max(were.length, are.length); index++) {
    const [was, is] = [were[index], are[index]];
    const item = { ...context, path: `${context.path}[${index}]` };
    if (was && is) compare(item, was, is);
    else tell(item, was ? "prefix-item-removed" : "prefix-item-added", placeOfSchema(was), placeOfSchema(is));
  }
  const [was, is] = [keyword(before, "items"), keyword(after, "items")];
  if (was.length > 0 || is.length > 0) compare({ ...context, path: `${context.path}[]` }, was, is);
}

function tupleOf(view: View): Schema[] {
  const [list] = keyword(view, "prefixItems");
  return list === undefined ? [] : members(list).map(([, item]) => [item]);
}
