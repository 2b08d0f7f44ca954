import { members } from "../../openapi/located.js";
import type { Schema } from "./conjuncts.js";
import type { Compare } from "./objects.js";
import { keyword, type View } from "./view.js";
import { recordSchemaChange, type SchemaContext } from "./walk.js";

/** Compares items: those with their own position, and the rest. */
export function compareArrays(context: SchemaContext, before: View, after: View, path: string, compare: Compare): void {
  const [were, are] = [before, after].map(tuple);
  for (let index = 0; index < Math.max(were?.length ?? 0, are?.length ?? 0); index++) {
    const [was, is] = [were?.[index], are?.[index]];
    const place = `${path}[${index}]`;
    if (was === undefined && is)
      recordSchemaChange(context, "prefix-item-added", place, undefined, { pointer: is[0]?.pointer ?? "" });
    if (was && is === undefined)
      recordSchemaChange(context, "prefix-item-removed", place, { pointer: was[0]?.pointer ?? "" });
    if (was && is) compare(context, was, is, place);
  }
  const [was, is] = [keyword(before, "items"), keyword(after, "items")];
  if (was.length > 0 || is.length > 0) compare(context, was, is, `${path}[]`);
}

function tuple(view: View): Schema[] {
  const [list] = keyword(view, "prefixItems");
  return list === undefined ? [] : members(list).map(([, item]) => [item]);
}
