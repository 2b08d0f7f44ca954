import { REFERENCE, referenceOf } from "../../openapi/reference.js";
import { members } from "../../openapi/located.js";
import type { Written } from "../change.js";
import { branchPairs } from "./branches.js";
import type { Schema } from "./conjuncts.js";
import type { Compare } from "./objects.js";
import { first, type Union, type View } from "./view.js";
import { compareNullability } from "./nullability.js";
import { recordSchemaChange, type Walk } from "./walk.js";

/** The unions of both sides. */
export interface Unions {
  readonly before: readonly Union[];
  readonly after: readonly Union[];
  /** The view that holds them, where discriminators are compared too. */
  readonly views?: { readonly before: View; readonly after: View };
}

/** Keywords beside a union that constrain nothing. */
const harmless = new Set(
  `oneOf anyOf type discriminator title description example examples default deprecated nullable readOnly writeOnly ${REFERENCE} allOf xml externalDocs $comment`.split(
    " ",
  ),
);

/**
 * A schema that is nothing but a union, beside another or beside a schema that could be one of its branches: then what
 * changed are the branches. Undefined where the two are to be compared keyword by keyword.
 */
export function unionFor(
  { before, after }: { readonly before: View; readonly after: View },
  was: Schema,
  is: Schema,
): Unions | undefined {
  const [wasUnion, isUnion] = [pureUnion(before), pureUnion(after)];
  const views = { before, after };
  if (wasUnion && isUnion) return { before: [wasUnion], after: [isUnion], views };
  if (wasUnion && isOneKind(after))
    return { before: [wasUnion], after: [{ pointer: after.pointer, branches: [is] }], views };
  if (isUnion && isOneKind(before))
    return { before: [{ pointer: before.pointer, branches: [was] }], after: [isUnion], views };
  return undefined;
}

/** Compares unions in their order, branch by branch. */
export function compareUnions(walk: Walk, { before, after, views }: Unions, path: string, compare: Compare): void {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const [was, is] = [before[index], after[index]];
    if (was === undefined && is) recordSchemaChange(walk, "union-added", path, undefined, { pointer: is.pointer });
    if (was && is === undefined) recordSchemaChange(walk, "union-removed", path, { pointer: was.pointer });
    if (was && is) compareBranches(walk, was, is, path, compare);
  }
  if (views === undefined) return;
  compareNullability(walk, views.before, views.after, path);
  compareDiscriminators(walk, views.before, views.after, path);
}

function compareBranches(walk: Walk, before: Union, after: Union, path: string, compare: Compare): void {
  for (const { was, is } of branchPairs(walk, before.branches, after.branches)) {
    if (was && is) compare({ ...walk, isNullTold: true }, was, is, path);
    else if (is) recordSchemaChange(walk, "union-branch-added", path, undefined, branch(is));
    else if (was) recordSchemaChange(walk, "union-branch-removed", path, branch(was));
  }
}

function compareDiscriminators(walk: Walk, before: View, after: View, path: string): void {
  const [was, is] = [first(before, "discriminator"), first(after, "discriminator")];
  if (was === undefined && is === undefined) return;
  if (was === undefined) return recordSchemaChange(walk, "discriminator-added", path, undefined, is);
  if (is === undefined) return recordSchemaChange(walk, "discriminator-removed", path, was);
  const [wasName, isName] = [was, is].map((at) => members(at).find(([key]) => key === "propertyName")?.[1]);
  if (wasName?.value !== isName?.value) recordSchemaChange(walk, "discriminator-changed", path, wasName, isName);
  const [wasMap, isMap] = [was, is].map(mappingOf);
  if (wasMap?.text !== isMap?.text)
    recordSchemaChange(walk, "discriminator-mapping-changed", path, wasMap?.at, isMap?.at);
}

/** The values of a mapping; the schemas that they name may be renamed without anything else changing. */
function mappingOf(discriminator: { value: Written["value"]; pointer: string }): { text: string; at: Written } {
  const pointer = `${discriminator.pointer}/mapping`;
  const value = discriminator.value;
  const mapping = members({ value: value ?? null, pointer: discriminator.pointer }).find(([key]) => key === "mapping");
  const keys = mapping === undefined ? [] : members(mapping[1]).map(([key]) => key);
  return { text: keys.toSorted().join(), at: { pointer, value: keys } };
}

/** Whether a union takes the place of what accepts anything, or the other way round. */
export function anythingBeside(before: View, after: View): "narrowed" | "widened" | undefined {
  if (isAnything(before) && pureUnion(after)) return "narrowed";
  return isAnything(after) && pureUnion(before) ? "widened" : undefined;
}

function isAnything({ unions, types, refusesAll, parts }: View): boolean {
  return unions.length === 0 && types === undefined && !refusesAll && isHarmless(parts);
}

/** No union, and not everything either: what accepts anything is none of the kinds that a union lists. */
function isOneKind({ unions, types }: View): boolean {
  return unions.length === 0 && types !== undefined;
}

function pureUnion(view: View): Union | undefined {
  const [union, ...others] = view.unions;
  if (union === undefined || others.length > 0) return undefined;
  return isHarmless(view.parts) ? union : undefined;
}

function isHarmless(parts: View["parts"]): boolean {
  return parts.every(({ value }) =>
    Object.keys(typeof value === "object" && value !== null ? value : {}).every((key) => harmless.has(key)),
  );
}

function branch(schema: Schema): Written {
  const reference = referenceOf(schema[0]?.value);
  return { pointer: schema[0]?.pointer ?? "", ...(reference === undefined ? {} : { value: reference }) };
}
