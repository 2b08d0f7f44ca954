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
    else comparePlace(item, [was, is], [before, after], compare);
  }
  const isClosed = [before, after].some((view) => keyword(view, "items").some(({ value }) => value === false));
  const [length, newLength] = [lengthOf(before, were, isClosed), lengthOf(after, are, isClosed)];
  if (were.length === are.length && length.value !== newLength.value)
    tell(context, "tuple-length-changed", length, newLength);
  const places = Math.max(were.length, are.length);
  if (places > 0 && [before, after].every((view) => (mostItems(view) ?? Infinity) <= places)) return;
  const [was, is] = [keyword(before, "items"), keyword(after, "items")];
  if (was.length > 0 || is.length > 0) compare({ ...context, path: `${context.path}[]` }, was, is);
}

/** Compares an item that one list has a place for, and the other may have among its items: the types name the place. */
function comparePlace(
  context: SchemaContext,
  [was, is]: readonly [Schema | undefined, Schema | undefined],
  [before, after]: readonly [View, View],
  compare: Compare,
): void {
  const items = keyword(was ? after : before, "items");
  const isAmongItems = items.length > 0 && items.every(({ value }) => value !== false);
  const kind = was ? "prefix-item-removed" : "prefix-item-added";
  const axis = isAmongItems ? "source" : undefined;
  tell(context, kind, placeOfSchema(was), placeOfSchema(is), context.axis ?? axis);
  if (isAmongItems && context.axis !== "source") compare({ ...context, axis: "wire" }, was ?? items, is ?? items);
}

/** The maximum number of items, by `maxItems` or because none may follow the prefix. */
export function mostItems(view: View): number | undefined {
  const limits = keyword(view, "maxItems").flatMap(({ value }) => (typeof value === "number" ? [value] : []));
  const all = [closedLength(view) ?? [], limits].flat();
  return all.length === 0 ? undefined : Math.min(...all);
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
