import { members } from "../../openapi/located.js";
import type { ChangeSide } from "../change.js";
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
  const isClosed = [before, after].some((view) => keyword(view, "items").some(({ value }) => value === false));
  const [length, newLength] = [lengthOf(before, were, isClosed), lengthOf(after, are, isClosed)];
  if (were.length === are.length && length.value !== newLength.value)
    tell(context, "tuple-length-changed", length, newLength);
  if (closedLength(before) !== undefined && closedLength(after) !== undefined) return;
  const [was, is] = [keyword(before, "items"), keyword(after, "items")];
  if (was.length > 0 || is.length > 0) compare({ ...context, path: `${context.path}[]` }, was, is);
}

/** How many items a list with a prefix has, as far as the prefix goes; without its end where none may follow. */
function lengthOf(view: View, { length }: readonly Schema[], isClosed: boolean): ChangeSide {
  const limits = (name: string): number[] =>
    keyword(view, name).flatMap(({ value }) => (typeof value === "number" ? [value] : []));
  const [least, most] = [Math.max(0, ...limits("minItems")), Math.min(...limits("maxItems"))];
  const end = most < length || (most === length && !isClosed) ? `${most}` : "any number";
  return { pointer: view.pointer, value: length === 0 ? "" : `${Math.min(least, length)} to ${end}` };
}

/** The number of items that a list with a prefix may have, if none may follow the prefix. */
export function closedLength(view: View): number | undefined {
  const { length } = tupleOf(view);
  const isClosed =
    keyword(view, "items").some(({ value }) => value === false) ||
    keyword(view, "maxItems").some(({ value }) => value === length);
  return length > 0 && isClosed ? length : undefined;
}

function tupleOf(view: View): Schema[] {
  const [list] = keyword(view, "prefixItems");
  return list === undefined ? [] : members(list).map(([, item]) => [item]);
}
