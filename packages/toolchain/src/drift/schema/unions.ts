import { REFERENCE, referenceOf } from "../../openapi/reference.js";
import { members } from "../../openapi/located.js";
import type { ChangeSide } from "../change.js";
import { branchPairs } from "./branches.js";
import type { Schema } from "./conjuncts.js";
import type { Compare } from "./objects.js";
import { first, type Union, type View } from "./view.js";
import { compareNullability } from "./nullability.js";
import { recordSchemaChange, type SchemaContext } from "./walk.js";

/** The unions of both schemas. */
export interface Unions {
  readonly before: readonly Union[];
  readonly after: readonly Union[];
  /** Present where discriminators are compared too. */
  readonly views?: { readonly before: View; readonly after: View };
}

/** Keywords beside a union that do not restrict it. */
const neutralKeywords = new Set(
  `oneOf anyOf type discriminator title description example examples default deprecated nullable readOnly writeOnly ${REFERENCE} allOf xml externalDocs $comment`.split(
    " ",
  ),
);

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
export function compareUnions(
  context: SchemaContext,
  { before, after, views }: Unions,
  path: string,
  compare: Compare,
): void {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [was, is] = [before[index], after[index]];
    if (was === undefined && is) recordSchemaChange(context, "union-added", path, undefined, { pointer: is.pointer });
    if (was && is === undefined) recordSchemaChange(context, "union-removed", path, { pointer: was.pointer });
    if (was && is) compareBranches(context, was, is, path, compare);
  }
  if (views === undefined) return;
  compareNullability(context, views.before, views.after, path);
  compareDiscriminators(context, views.before, views.after, path);
}

function compareBranches(context: SchemaContext, before: Union, after: Union, path: string, compare: Compare): void {
  for (const { was, is } of branchPairs(context, before.branches, after.branches)) {
    if (was && is) compare({ ...context, skipsNull: true }, was, is, path);
    else if (is) recordSchemaChange(context, "union-branch-added", path, undefined, branch(is));
    else if (was) recordSchemaChange(context, "union-branch-removed", path, branch(was));
  }
}

function compareDiscriminators(context: SchemaContext, before: View, after: View, path: string): void {
  const [was, is] = [first(before, "discriminator"), first(after, "discriminator")];
  if (was === undefined && is === undefined) return;
  if (was === undefined) return recordSchemaChange(context, "discriminator-added", path, undefined, is);
  if (is === undefined) return recordSchemaChange(context, "discriminator-removed", path, was);
  const [wasName, isName] = [was, is].map((at) => members(at).find(([key]) => key === "propertyName")?.[1]);
  if (wasName?.value !== isName?.value) recordSchemaChange(context, "discriminator-changed", path, wasName, isName);
  const [wasMap, isMap] = [was, is].map(mappingOf);
  if (wasMap?.text !== isMap?.text)
    recordSchemaChange(context, "discriminator-mapping-changed", path, wasMap?.at, isMap?.at);
}

/** The keys of a mapping; the schemas that it names may be renamed without a change. */
function mappingOf(discriminator: { value: ChangeSide["value"]; pointer: string }): { text: string; at: ChangeSide } {
  const pointer = `${discriminator.pointer}/mapping`;
  const value = discriminator.value;
  const mapping = members({ value: value ?? null, pointer: discriminator.pointer }).find(([key]) => key === "mapping");
  const keys = mapping === undefined ? [] : members(mapping[1]).map(([key]) => key);
  return { text: keys.toSorted().join(), at: { pointer, value: keys } };
}

/** Whether a union replaces a schema that accepts anything, or the reverse. */
export function unionChange(before: View, after: View): "narrowed" | "widened" | undefined {
  if (isAnything(before) && pureUnion(after)) return "narrowed";
  return isAnything(after) && pureUnion(before) ? "widened" : undefined;
}

function isAnything({ unions, types, refusesAll, parts }: View): boolean {
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
    Object.keys(typeof value === "object" && value !== null ? value : {}).every((key) => neutralKeywords.has(key)),
  );
}

function branch(schema: Schema): ChangeSide {
  const reference = referenceOf(schema[0]?.value);
  return { pointer: schema[0]?.pointer ?? "", ...(reference === undefined ? {} : { value: reference }) };
}
