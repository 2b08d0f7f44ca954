import { REFERENCE, referenceOf } from "../../openapi/reference.js";
import { isDocumentation } from "../../openapi/role.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json } from "../../json.js";
import type { ChangeSide } from "../change.js";
import { createChangeLog } from "../change-log.js";
import type { Judgement } from "../rules/rule.js";
import { rowFor } from "../rules/rules.js";
import { branchPairs } from "./branches.js";
import { type Schema, UNIONS } from "./conjuncts.js";
import { mayOverlap } from "./overlap.js";
import { keyword, type Union, type View, viewOf } from "./view.js";
import { type Compare, type ComparedDocument, type SchemaContext, tell } from "./walk.js";

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
  const back = { ...context, before: context.after, after: context.before, isSame: swapped(context.isSame) };
  if (areSplit(context, back, before, after, compare))
    return tell(context, "arrays-split", placeOf(before), placeOf(after));
  if (areSplit(back, context, after, before, compare))
    return tell(context, "arrays-joined", placeOf(before), placeOf(after));
  const pairs = branchPairs(context, before.branches, after.branches);
  for (const { before: { schema: was } = {}, after: { schema: is } = {} } of pairs) {
    if (was && is) compare({ ...context, skipsNull: true }, was, is);
    else if (is)
      tell(
        context,
        `union-branch-${isCovered(back, is, before, compare) ? "repeated" : "added"}`,
        undefined,
        branch(context.after, is),
      );
    else if (was)
      tell(
        context,
        `union-branch-${isCovered(context, was, after, compare) ? "merged" : "removed"}`,
        branch(context.before, was),
      );
  }
  compareOverlap(context, before, after);
}

/** Compares the number of branches that a value may match. With `oneOf` it is exactly one. */
function compareOverlap(context: SchemaContext, before: Union, after: Union): void {
  if (before.matches === after.matches || before.matches === undefined || after.matches === undefined) return;
  const isRefused = after.matches === "one";
  const { document } = isRefused ? context.before : context.after;
  if (mayOverlap(document, (isRefused ? before : after).branches))
    tell(context, `union-overlap-${isRefused ? "refused" : "allowed"}`, placeOf(before), placeOf(after));
}

/**
 * Whether several arrays, of one variant each, replace one array of all these variants.
 *
 * @param back The context of the comparison the other way round.
 */
function areSplit(context: SchemaContext, back: SchemaContext, before: Union, after: Union, compare: Compare): boolean {
  const [array, ...others] = before.branches;
  if (array === undefined || others.length > 0 || after.branches.length < 2) return false;
  const whole = itemsOf(context.before.document, array);
  const parts = after.branches.flatMap((schema) => {
    const items = itemsOf(context.after.document, schema);
    return items === undefined ? [] : [items];
  });
  if (whole === undefined || parts.length < after.branches.length) return false;
  const variants = { pointer: before.pointer, branches: variantsOf(context.before.document, whole) };
  const union = { pointer: after.pointer, branches: parts };
  return (
    variants.branches.every((variant) => isCovered(context, variant, union, compare)) &&
    parts.every((part) => isCovered(back, part, variants, compare))
  );
}

/** The variants that a schema accepts: those of its union, or its types. */
function variantsOf(document: SourceDocument, schema: Schema): readonly Schema[] {
  const view = viewOf(document, schema);
  const union = pureUnion(view);
  if (union !== undefined) return union.branches;
  if (!isNeutral(view.parts) || view.isNullable === true) return [schema];
  return [...(view.types ?? [])].map((type) => [{ value: { type }, pointer: view.pointer }]);
}

/** The schema of an array's items, where the array says nothing else. */
function itemsOf(document: SourceDocument, schema: Schema): Schema | undefined {
  const view = viewOf(document, schema);
  const items = keyword(view, "items");
  return items.length === 1 && [...(view.types ?? [])].join() === "array" && isNeutral(view.parts, "items")
    ? items
    : undefined;
}

/** The maximum number of nested trials. Unions can be recursive. A trial below this depth covers nothing. */
const MOST_NESTED_TRIALS = 8;

/** Whether a branch of the other union accepts all that a branch accepts: a trial comparison finds nothing that breaks. */
function isCovered(context: SchemaContext, inner: Schema, { branches }: Union, compare: Compare): boolean {
  const { trials } = context;
  return branches.some((outer) => {
    if (trials.left <= 0 || trials.open === MOST_NESTED_TRIALS) return false;
    trials.open += 1;
    const log = createChangeLog();
    const own = { log, scope: log.root, open: new Set<string>(), compared: { count: 0, pairs: new Set<string>() } };
    compare({ ...context, ...own, onRename: () => {}, skipsNull: true, direction: "request" }, inner, outer);
    trials.open -= 1;
    return trials.left > 0 && log.changes().every(({ kind }) => isCompatible(rowFor(kind, "request").judgement));
  });
}

function isCompatible({ wire, source }: Judgement): boolean {
  return [wire, source].every((level) => level !== "breaking" && level !== "review");
}

function swapped(isSame: SchemaContext["isSame"]): SchemaContext["isSame"] {
  return (before, after) => isSame(after, before);
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

function isNeutral(parts: View["parts"], allowed?: string): boolean {
  return parts.every(({ value }) =>
    Object.keys(value ?? {}).every(
      (key) => key === allowed || neutralKeywords.has(key) || isDocumentation(key) || key.startsWith("x-"),
    ),
  );
}

/** A branch, identified by its reference, or by a digest of its meaning. Accepted findings apply to one branch only. */
function branch({ shapeOf }: ComparedDocument, schema: Schema): ChangeSide {
  const value = referenceOf(schema[0]?.value) ?? schema.map(shapeOf).join();
  return { pointer: schema[0]?.pointer ?? "", value };
}
