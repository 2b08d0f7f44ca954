import { pointerOf, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { type Located, member } from "../../openapi/located.js";
import { isDocumentation } from "../../openapi/role.js";
import { compareText, formatPointer, isObject, type Json, type JsonObject, valueAt } from "../../json.js";
import type { ChangeSide } from "../change.js";
import { jsonText } from "../json-text.js";
import { branchPairs } from "./branches.js";
import { type Schema, UNIONS } from "./conjuncts.js";
import { first, type Union, type View } from "./view.js";
import { type Compare, type SchemaContext, tell } from "./walk.js";

/** The unions of both schemas. */
export interface Unions {
  readonly before: readonly Union[];
  readonly after: readonly Union[];
  /** The schemas that have them. */
  readonly views: Readonly<Record<"before" | "after", View>>;
}

/** Keywords beside a union that do not restrict it, beside documentation and extensions. */
const neutralKeywords: ReadonlySet<string> = new Set([
  ...UNIONS,
  REFERENCE,
  ..."type discriminator default deprecated nullable readOnly writeOnly allOf xml".split(" "),
]);

/**
 * The unions to compare, where one schema is only a union and the other is only a union or could be a branch of it.
 * Undefined where the schemas are compared keyword by keyword.
 */
export function unionFor(
  { before, after }: { readonly before: View; readonly after: View },
  was: Schema,
  is: Schema,
): Unions | undefined {
  const [wasUnion, isUnion] = [pureUnion(before), pureUnion(after)];
  const views = { before, after };
  if (wasUnion && isUnion) return { before: [wasUnion], after: [isUnion], views };
  if (wasUnion && hasTypeOnly(after))
    return { before: [wasUnion], after: [{ pointer: after.pointer, branches: [is] }], views };
  if (isUnion && hasTypeOnly(before))
    return { before: [{ pointer: before.pointer, branches: [was] }], after: [isUnion], views };
  return undefined;
}

/** Compares unions in their order, branch by branch. */
export function compareUnions(context: SchemaContext, { before, after, views }: Unions, compare: Compare): void {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [was, is] = [before[index], after[index]];
    if (was && is) compareBranches(context, was, is, compare);
    else if (was) tell(context, isImplied(was, views.after) ? "union-settled" : "union-removed", placeOf(was));
    else if (is) tell(context, isImplied(is, views.before) ? "union-eased" : "union-added", undefined, placeOf(is));
  }
}

function placeOf({ pointer }: Union): ChangeSide {
  return { pointer };
}

/**
 * Whether what a schema requires without the union meets one of its branches, so that the union asks for no more. A value
 * must not meet the others of `oneOf`: they require names that the schema does not have.
 */
function isImplied({ pointer, branches }: Union, { required, properties }: View): boolean {
  const names = branches.map(([part]) => requiredAlone(part?.value));
  const isMet = (list: readonly string[] | undefined): boolean => list?.every((name) => required.has(name)) === true;
  const others = names.filter((list) => !isMet(list));
  if (others.length === names.length) return false;
  return pointer.endsWith("/anyOf") || others.every((list) => list?.some((name) => !properties.has(name)));
}

/** The names that a schema requires, where it says nothing else. */
function requiredAlone(schema: Json | undefined): string[] | undefined {
  const { required, ...more } = isObject(schema) ? schema : {};
  if (!Array.isArray(required) || Object.keys(more).length > 0) return undefined;
  return required.filter((name) => typeof name === "string");
}

/** Compares the branches of two unions; nullability is compared for the whole union. */
function compareBranches(context: SchemaContext, before: Union, after: Union, compare: Compare): void {
  for (const { was, is } of branchPairs(context, before.branches, after.branches)) {
    if (was && is) compare({ ...context, skipsNull: true }, was, is);
    else if (is) tell(context, "union-branch-added", undefined, branch(is));
    else if (was) tell(context, "union-branch-removed", branch(was));
  }
}

export function compareDiscriminators(context: SchemaContext, before: View, after: View): void {
  const [was, is] = [first(before, "discriminator"), first(after, "discriminator")];
  if (was === undefined && is === undefined) return;
  if (was === undefined || is === undefined)
    return tell(context, `discriminator-${was ? "removed" : "added"}`, was, is);
  const [wasName, isName] = [member(was, "propertyName"), member(is, "propertyName")];
  if (wasName?.value !== isName?.value) tell(context, "discriminator-changed", wasName, isName);
  const [old, now] = [mappingOf(was), mappingOf(is)];
  if (
    jsonText(Object.keys(old.value).toSorted(compareText)) !== jsonText(Object.keys(now.value).toSorted(compareText)) ||
    areOthers(context, old.value, now.value)
  )
    tell(context, "discriminator-mapping-changed", old, now);
}

function mappingOf(discriminator: Located<Json>): Located {
  const { value, pointer } = member(discriminator, "mapping") ?? { value: {}, pointer: discriminator.pointer };
  return { pointer, value: isObject(value) ? value : {} };
}

/** Whether a key leads to another schema: the schemas may be renamed without a change. */
function areOthers({ after }: SchemaContext, was: JsonObject, is: JsonObject): boolean {
  const hasStill = (target: Json | undefined): boolean => {
    const name = typeof target === "string" ? target : "";
    const pointer = pointerOf(name) ?? formatPointer(["components", "schemas", name]);
    return valueAt(after.document.value, pointer) !== undefined;
  };
  return Object.keys(was).some((key) => was[key] !== is[key] && hasStill(was[key]));
}

/** Whether a union replaces a schema that accepts anything, or the reverse. */
export function unionChange(before: View, after: View): "narrowed" | "widened" | undefined {
  if (acceptsAnything(before) && pureUnion(after)) return "narrowed";
  return acceptsAnything(after) && pureUnion(before) ? "widened" : undefined;
}

export function acceptsAnything({ unions, types, refusesAll, parts }: View): boolean {
  return unions.length === 0 && types === undefined && !refusesAll && isNeutral(parts);
}

/** Whether a schema has a type and no union, so that it could be a branch. */
function hasTypeOnly({ unions, types }: View): boolean {
  return unions.length === 0 && types !== undefined;
}

function pureUnion(view: View): Union | undefined {
  const [union, ...others] = view.unions;
  if (union === undefined || others.length > 0) return undefined;
  return isNeutral(view.parts) ? union : undefined;
}

function isNeutral(parts: View["parts"]): boolean {
  return parts.every(({ value }) =>
    Object.keys(value ?? {}).every((key) => neutralKeywords.has(key) || isDocumentation(key) || key.startsWith("x-")),
  );
}

function branch(schema: Schema): ChangeSide {
  const reference = referenceOf(schema[0]?.value);
  return { pointer: schema[0]?.pointer ?? "", ...(reference === undefined ? {} : { value: reference }) };
}
