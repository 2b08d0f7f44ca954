import { isOpenEnum } from "../../emit/schema/open-enum.js";
import { member } from "../../openapi/located.js";
import { isObject, type Json } from "../../json.js";
import type { ChangeSide } from "../change.js";
import type { Conjunct } from "./plain-unions.js";
import { jsonText } from "../json-text.js";

/** Values by their text. */
export type ValueSet = ReadonlyMap<string, ChangeSide>;

/** Whether an enum refuses other values, is declared to get more, or accepts all of its type. */
export type Openness = "closed" | "declared" | "accepted";

/**
 * The values that all parts of a schema accept, by `enum` and `const`; undefined where they do not list them. Both
 * booleans are the whole type. Null is omitted, because nullability is compared separately.
 */
export function commonValues(parts: readonly Conjunct[]): ValueSet | undefined {
  const lists = parts.flatMap((part) => [listOf(part) ?? [], constantOf(part) ?? []].flat());
  const values = lists.reduce<ValueSet | undefined>(
    (all, list) => (all === undefined ? list : new Map([...all].filter(([text]) => list.has(text)))),
    undefined,
  );
  const isWhole = values?.size === 2 && values.has("true") && values.has("false");
  return isWhole || (values?.size === 0 && parts.every(admitsOnlyListedNull)) ? undefined : values;
}

/** Whether every value list of a part contains null. If no other value is common to all parts, the type is null. */
function admitsOnlyListedNull(part: Conjunct): boolean {
  const lists = ["enum", "x-extensible-enum"].flatMap((name) => member(part, name)?.value ?? []);
  const constant = member(part, "const");
  return (lists.length === 0 || lists.includes(null)) && (constant === undefined || constant.value === null);
}

export function opennessOf(parts: readonly Conjunct[]): Openness {
  const lists = parts.filter((part) => listOf(part) !== undefined);
  if (lists.some((part) => part.isOpen === true || member(part, "enum") === undefined)) return "accepted";
  return lists.some(({ value }) => isObject(value) && isOpenEnum(value)) ? "declared" : "closed";
}

/** Whether the values come from `const` alone. */
export function isConstant(parts: readonly Conjunct[]): boolean {
  return parts.every((part) => listOf(part) === undefined);
}

/** The list of a part: `enum`, or the list that an open enum may have in its place. */
function listOf(part: Conjunct): [ValueSet] | undefined {
  const list = member(part, "enum") ?? member(part, "x-extensible-enum");
  if (list === undefined || !Array.isArray(list.value)) return undefined;
  const { value, pointer } = list;
  return [setOf(value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` })))];
}

function constantOf(part: Conjunct): [ValueSet] | undefined {
  const constant = member(part, "const");
  return constant === undefined ? undefined : [setOf([constant])];
}

function setOf(items: readonly { readonly value: Json; readonly pointer: string }[]): ValueSet {
  return new Map(items.filter(({ value }) => value !== null).map((item) => [jsonText(item.value), item]));
}
