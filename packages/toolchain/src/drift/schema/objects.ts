import { type Located, members } from "../../openapi/located.js";
import { isObject, type Json } from "../../json.js";
import { conjuncts, type Schema } from "./conjuncts.js";
import { isSameKeyword, recordKeyword } from "./other-keywords.js";
import { keyword, type View } from "./view.js";
import { areSame, type Compare, placeOfSchema, type SchemaContext, tell, within } from "./walk.js";

/** Compares properties, pattern properties, and all others. */
export function compareObjects(context: SchemaContext, before: View, after: View, compare: Compare): void {
  for (const name of new Set([...before.properties.keys(), ...after.properties.keys()]))
    compareProperty(within(context, name), name, before, after, compare);
  // Required names without a declared property.
  for (const name of new Set([...before.required, ...after.required])) {
    if (before.properties.has(name) || after.properties.has(name)) continue;
    compareRequired(within(context, name), name, before, after);
  }
  const [were, are] = [patternsOf(before), patternsOf(after)];
  for (const pattern of new Set([...are.keys(), ...were.keys()])) {
    const [was, is] = [were.get(pattern), are.get(pattern)];
    const matching = within(context, `/${pattern}/`);
    if (was && is) compare(matching, was, is);
    else tell(matching, `pattern-properties-${is ? "added" : "removed"}`, placeOfSchema(was), placeOfSchema(is));
  }
  compareOthers(context, before, after, compare);
  compareUnevaluated(context, before, after);
}

function compareProperty(context: SchemaContext, name: string, before: View, after: View, compare: Compare): void {
  const isNeeded = (view: View): boolean => view.required.has(name);
  // A required name without a property has the schema of undeclared properties.
  const [was, is] = [before, after].map(
    (view) => view.properties.get(name) ?? (isNeeded(view) ? othersOf(view) : undefined),
  );
  const isSame = areSame(context, was ?? othersOf(before), is ?? othersOf(after));
  if (isSame && isNeeded(before) === isNeeded(after)) return;
  const [were, are] = [was && conjuncts(context.before.document, was), is && conjuncts(context.after.document, is)];
  const [wasSent, isNowSent] = [isSent(context, were), isSent(context, are)];
  const [old, now] = [placeOfSchema(was), placeOfSchema(is)];
  if (is === undefined && wasSent) tell(context, `property-removed-${isNeeded(before) ? "required" : "optional"}`, old);
  if (was === undefined && isNowSent)
    tell(context, `property-added-${isNeeded(after) ? "required" : "optional"}`, undefined, now);
  if (was === undefined || is === undefined) return;
  for (const [flag, added, removed] of flags) {
    const isSet = isFlagged(are, flag);
    if (isFlagged(were, flag) !== isSet) tell(context, isSet ? added : removed, old, now);
  }
  if (!wasSent || !isNowSent) return;
  if (isNeeded(before) !== isNeeded(after))
    tell(context, isNeeded(after) ? "property-became-required" : "property-became-optional", old, now);
  compare(context, was, is);
}

/** The schema of undeclared properties; anything where they are refused, or not described. */
function othersOf(view: View): Schema {
  return keyword(view, "additionalProperties").filter(({ value }) => isObject(value));
}

const flags = [
  ["readOnly", "read-only-added", "read-only-removed"],
  ["writeOnly", "write-only-added", "write-only-removed"],
  ["deprecated", "property-deprecated", "property-undeprecated"],
] as const;

/** A `readOnly` property is not sent in requests, a `writeOnly` property not in responses. */
function isSent({ direction }: SchemaContext, parts: Schema | undefined): boolean {
  return parts !== undefined && !isFlagged(parts, direction === "request" ? "readOnly" : "writeOnly");
}

function isFlagged(parts: Schema | undefined, flag: string): boolean {
  return parts?.some(({ value }) => isObject(value) && value[flag] === true) === true;
}

function compareRequired(context: SchemaContext, name: string, before: View, after: View): void {
  const isNeeded = after.required.has(name);
  if (before.required.has(name) === isNeeded) return;
  const [old, now] = [{ pointer: before.pointer }, { pointer: after.pointer }];
  tell(context, isNeeded ? "property-became-required" : "property-became-optional", old, now);
}

function patternsOf(view: View): Map<string, Schema> {
  const all = keyword(view, "patternProperties").flatMap((part) => members(part));
  return new Map(all.map(([pattern, schema]) => [pattern, [schema]]));
}

/** Compares undeclared properties: refused, accepted, or with their own schema. */
function compareOthers(context: SchemaContext, before: View, after: View, compare: Compare): void {
  if (!acceptsObjects(before) || !acceptsObjects(after)) return;
  const [was, is] = [keyword(before, "additionalProperties"), keyword(after, "additionalProperties")];
  const [closed, nowClosed] = [refusal(was), refusal(is)];
  if (closed && nowClosed) return;
  const axisOf = (parts: readonly Located<Json>[]) => (hasIndex(parts) ? context.axis : "wire");
  if (closed) tell(context, "additional-properties-opened", closed, undefined, axisOf(is));
  else if (nowClosed) tell(context, "additional-properties-closed", undefined, nowClosed, axisOf(was));
  else if (was.length > 0 || is.length > 0) {
    const axis = axisOf(was);
    compare({ ...within(context, "*"), ...(axis === undefined ? {} : { axis }) }, was, is);
  }
}

/** Whether undeclared properties have a type that programs can rely on: an index signature with a schema. */
function hasIndex(parts: readonly Located<Json>[]): boolean {
  return parts.some(({ value }) => isObject(value) && Object.keys(value).length > 0);
}

/** Compares what no part declares; a schema for it is compared as a whole. */
function compareUnevaluated(context: SchemaContext, before: View, after: View): void {
  const name = "unevaluatedProperties";
  const [closed, nowClosed] = [refusal(keyword(before, name)), refusal(keyword(after, name))];
  if (closed && !nowClosed) tell(context, "unevaluated-properties-opened", closed);
  else if (!closed && nowClosed) tell(context, "unevaluated-properties-closed", undefined, nowClosed);
  else if (!isSameKeyword(context, before, after, name)) recordKeyword(context, name, before, after);
}

function acceptsObjects({ types }: View): boolean {
  return types === undefined || types.has("object");
}

function refusal(parts: readonly Located<Json>[]): Located<Json> | undefined {
  return parts.find(({ value }) => value === false);
}
