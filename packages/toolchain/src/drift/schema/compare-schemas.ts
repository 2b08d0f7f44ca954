import { referenceOf } from "../../openapi/reference.js";
import { formatPointer, valueAt } from "../../json.js";
import type { ChangeSide } from "../change.js";
import { compareArrays } from "./arrays.js";
import { compareBounds } from "./bounds.js";
import { componentOf, type Schema } from "./conjuncts.js";
import { compareDiscriminators } from "./discriminators.js";
import { compareEnums } from "./enums.js";
import { compareObjects } from "./objects.js";
import { compareOtherKeywords } from "./other-keywords.js";
import { compareTexts } from "./texts.js";
import { areSameInTypeScript, compareTypes, type TypeChange } from "./types.js";
import { compareUnions, acceptsAnything, unionChange, unionFor } from "./unions.js";
import { compareDefault, compareValues } from "./values.js";
import { type View, viewOf } from "./view.js";
import { isLoneReference, wrappedReference } from "./wrapped-reference.js";
import { areSame, type ComparedDocument, type SchemaContext, tell } from "./walk.js";

/** Records the differences between two schemas. Components are compared once per direction. */
export function compareSchemas(context: SchemaContext, before: Schema, after: Schema): void {
  if (areSame(context, before, after) || compareWrapped(context, before, after)) return;
  const [was, is] = [componentOf(before), componentOf(after)];
  const isOther = was !== undefined && is !== undefined && was !== is;
  if (isOther) context.onRename(was, is);
  // Where both stay, what changed is which of them is referred to.
  const isSwapped = isOther && hasSchema(context.after, was);
  // Keywords beside a reference apply at this place only.
  const name = isSwapped || [before, after].some(hasMore) ? undefined : (is ?? was);
  if (name === undefined && !isReference(before) && !isReference(after)) return compareOnce(context, before, after);
  const listed = context.skipsNull === true ? ["but null"] : [];
  const keys = [before, after].map(isSwapped ? pointersOf : keyOf);
  const scope = context.log.enter([context.direction, ...keys, ...listed].join(" "), context.scope);
  if (scope === undefined) return;
  const place = name === undefined ? {} : { where: `schema \`${name}\``, path: "" };
  compareResolved({ ...context, scope, ...place }, before, after);
}

/**
 * Compares two references to components that have only null, a default or texts around them. Each component is compared
 * once, because many paths can lead to it, and it can refer to itself.
 *
 * @returns False if one of the schemas is no such reference, or if both references stand alone.
 */
function compareWrapped(context: SchemaContext, before: Schema, after: Schema): boolean {
  if ([before, after].every(([at]) => at !== undefined && isLoneReference(at.value))) return false;
  const was = wrappedReference(context.before.document, before);
  const is = wrappedReference(context.after.document, after);
  if (was === undefined || is === undefined) return false;
  compareNullability(context, ...viewPair(context, before, after));
  const around = viewPair(context, was.around, is.around);
  compareTexts(context, ...around);
  compareDefault(context, ...around);
  compareSchemas({ ...context, skipsNull: true }, was.reference, is.reference);
  return true;
}

/**
 * The number of comparisons of inline schemas in which a pair may repeat. Later comparisons skip a pair that was
 * compared before, because the number of paths to a schema can grow exponentially.
 */
const MOST_COMPARED = 5_000;

/** Compares two inline schemas unless their comparison is already in progress. */
function compareOnce(context: SchemaContext, before: Schema, after: Schema): void {
  const { open, compared, direction } = context;
  const key = `${direction} ${pointersOf(before)} ${pointersOf(after)}`;
  if (open.has(key) || (compared.count > MOST_COMPARED && compared.pairs.has(key))) return;
  compared.count += 1;
  compared.pairs.add(key);
  open.add(key);
  compareResolved(context, before, after);
  open.delete(key);
}

/** Compares two schemas after following their references. */
function compareResolved(context: SchemaContext, before: Schema, after: Schema): void {
  if (context.trials.open > 0 && --context.trials.left <= 0) return;
  const [was, is] = viewsOf(context, before, after);
  compareTexts(context, was, is);
  const stated = unionChange(was, is);
  if (stated !== undefined) return tell(context, `type-${stated}`, typesIn(was), typesIn(is));
  const union = unionFor({ before: was, after: is }, before, after);
  // A branch may be of any type.
  const changeType = union === undefined || (was.types && is.types) ? compareTypesOf(context, was, is) : "same";
  compareNullability(context, was, is);
  // For unrelated types, further differences say nothing new.
  if (changeType === "changed") return;
  compareDefault(context, was, is);
  compareDiscriminators(context, was, is);
  // What a schema that accepts anything lacks, it does not refuse.
  if (changeType !== "same" && [was, is].some(acceptsAnything)) return;
  if (union === undefined) compareKeywords(context, was, is);
  const views = { before: was, after: is };
  compareUnions(context, union ?? { before: was.unions, after: is.unions, views }, compareSchemas);
}

/**
 * The views of both schemas. If one has more unions than the other, unions of one branch are kept as unions, because
 * they may have gained or lost branches.
 */
function viewsOf(context: SchemaContext, before: Schema, after: Schema): [View, View] {
  const [was, is] = viewPair(context, before, after);
  if (was.unions.length === is.unions.length) return [was, is];
  const [whole, other] = viewPair(context, before, after, 1);
  return whole.unions.length === other.unions.length ? [whole, other] : [was, is];
}

/** @param fewest As for {@link viewOf}. */
function viewPair(context: SchemaContext, before: Schema, after: Schema, fewest?: number): [View, View] {
  return [viewOf(context.before.document, before, fewest), viewOf(context.after.document, after, fewest)];
}

/** Compares two schemas keyword by keyword. */
function compareKeywords(context: SchemaContext, before: View, after: View): void {
  compareEnums(context, before, after);
  compareValues(context, before, after);
  compareBounds(context, before, after);
  compareOtherKeywords(context, before, after);
  const inner = { ...context, skipsNull: false };
  compareObjects(inner, before, after, compareSchemas);
  compareArrays(inner, before, after, compareSchemas);
}

function compareTypesOf(context: SchemaContext, before: View, after: View): TypeChange {
  const isRefused = before.refusesAll !== after.refusesAll;
  const refusal = after.refusesAll ? "narrowed" : "widened";
  const changeType = isRefused ? refusal : compareTypes(before.types, after.types);
  if (changeType === "same") return changeType;
  const isStated = changeType === "narrowed" && acceptsAnything(before);
  const axis = !isRefused && areSameInTypeScript(before.types, after.types) ? "wire" : undefined;
  tell(context, isStated ? "type-stated" : `type-${changeType}`, typesIn(before), typesIn(after), axis);
  return changeType;
}

function typesIn({ pointer, types, refusesAll, unions }: View): ChangeSide {
  if (refusesAll) return { pointer, value: "nothing" };
  const any = unions.length > 0 ? "one of several kinds" : "anything";
  return { pointer, value: types === undefined ? any : [...types].join(" or ") };
}

/** Records whether null became accepted or refused. A schema without types accepts null too. */
function compareNullability(context: SchemaContext, before: View, after: View): void {
  if (context.skipsNull === true || before.isNullable === undefined || after.isNullable === undefined) return;
  if (before.isNullable === after.isNullable) return;
  tell(context, after.isNullable ? "became-nullable" : "became-not-nullable", before, after);
}

function hasSchema({ document }: ComparedDocument, name: string): boolean {
  return valueAt(document.value, formatPointer(["components", "schemas", name])) !== undefined;
}

function isReference(schema: Schema): boolean {
  return schema.some(({ value }) => referenceOf(value) !== undefined);
}

/** Returns true for a reference to a component with other keywords beside it. */
function hasMore(schema: Schema): boolean {
  return componentOf(schema) !== undefined && !schema.every(({ value }) => isLoneReference(value));
}

/** Identifies a schema by its reference, so that two uses of a component are equal. */
function keyOf(schema: Schema): string {
  return (hasMore(schema) ? undefined : componentOf(schema)) ?? pointersOf(schema);
}

function pointersOf(schema: Schema): string {
  return schema.map(({ pointer }) => pointer).join("&");
}
