import { pointerOf, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { type Located, member, members } from "../../openapi/located.js";
import { isDocumentation } from "../../openapi/role.js";
import { formatPointer, type Json, type JsonObject, valueAt } from "../../json.js";
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
  if (wasUnion && isUnion) return { before: [wasUnion], after: [isUnion] };
  if (wasUnion && hasTypeOnly(after))
    return { before: [wasUnion], after: [{ pointer: after.pointer, branches: [is] }] };
  if (isUnion && hasTypeOnly(before))
    return { before: [{ pointer: before.pointer, branches: [was] }], after: [isUnion] };
  return undefined;
}

/** Compares unions in their order, branch by branch. */
export function compareUnions(context: SchemaContext, { before, after }: Unions, compare: Compare): void {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [was, is] = [before[index], after[index]];
    if (was && is) compareBranches(context, was, is, compare);
    else tell(context, was ? "union-removed" : "union-added", placeOf(was), placeOf(is));
  }
}

function placeOf(union: Union | undefined): ChangeSide | undefined {
  return union && { pointer: union.pointer };
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
  if (jsonText(Object.keys(old.value)) !== jsonText(Object.keys(now.value)) || areOthers(context, old.value, now.value))
    tell(context, "discriminator-mapping-changed", old, now);
}

function mappingOf(discriminator: Located<Json>): Located {
  const mapping = member(discriminator, "mapping") ?? { value: {}, pointer: discriminator.pointer };
  return {
    pointer: mapping.pointer,
    value: Object.fromEntries(
      members(mapping)
        .map(([key, { value }]) => [key, value])
        .toSorted(),
    ),
  };
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
  if (isAnything(before) && pureUnion(after)) return "narrowed";
  return isAnything(after) && pureUnion(before) ? "widened" : undefined;
}

export function isAnything({ unions, types, refusesAll, parts }: View): boolean {
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
