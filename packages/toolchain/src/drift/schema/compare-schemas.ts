import { referenceOf } from "../../openapi/reference.js";
import { componentOf, type Schema } from "./conjuncts.js";
import { compareArrays } from "./arrays.js";
import { compareBounds } from "./bounds.js";
import { compareNullability } from "./nullability.js";
import { compareObjects } from "./objects.js";
import { compareTexts } from "./texts.js";
import { compareTypes } from "./types.js";
import { unionChange, compareUnions, unionFor } from "./unions.js";
import { compareValues } from "./values.js";
import { type View, viewOf } from "./view.js";
import { areSame, recordSchemaChange, type SchemaContext } from "./walk.js";

/**
 * Records the differences between two schemas. Components are compared once per direction; `path` leads from the part
 * that contains the schema to it.
 */
export function compareSchemas(context: SchemaContext, before: Schema, after: Schema, path: string): void {
  if (areSame(context, before, after)) return;
  const [was, is] = [componentOf(before), componentOf(after)];
  if (was !== undefined && is !== undefined && was !== is) context.onRename(was, is);
  const name = is ?? was;
  if (name === undefined && !isReference(before) && !isReference(after))
    return compareOnce(context, before, after, path);
  const listed = context.skipsNull === true ? ["but null"] : [];
  const scope = context.log.enter([context.direction, keyOf(before), keyOf(after), ...listed].join(" "), context.scope);
  if (scope === undefined) return;
  if (name === undefined) return compareResolved({ ...context, scope }, before, after, path);
  compareResolved({ ...context, scope, where: `schema \`${name}\`` }, before, after, "");
}

/** Compares two schemas unless their comparison is already in progress. */
function compareOnce(context: SchemaContext, before: Schema, after: Schema, path: string): void {
  const key = `${context.direction} ${pointersOf(before)} ${pointersOf(after)}`;
  if (context.open.has(key)) return;
  context.open.add(key);
  compareResolved(context, before, after, path);
  context.open.delete(key);
}

/** Compares two schemas after following their references. */
function compareResolved(context: SchemaContext, before: Schema, after: Schema, path: string): void {
  const views = { before: viewOf(context.before.document, before), after: viewOf(context.after.document, after) };
  const union = unionFor(views, before, after);
  if (union !== undefined) {
    compareTexts(context, views.before, views.after, path);
    return compareUnions(context, union, path, compareSchemas);
  }
  const beside = unionChange(views.before, views.after);
  if (beside !== undefined) {
    compareTexts(context, views.before, views.after, path);
    return recordSchemaChange(context, `type-${beside}`, path, writtenTypes(views.before), writtenTypes(views.after));
  }
  const changeType = compareTypesOf(context, views.before, views.after, path);
  compareTexts(context, views.before, views.after, path);
  // For unrelated types, further differences say nothing new.
  if (changeType === "changed") return;
  const within: SchemaContext = { ...context, skipsNull: false };
  compareValues(context, views.before, views.after, path);
  compareBounds(context, views.before, views.after, path);
  compareObjects(within, views.before, views.after, path, compareSchemas);
  compareArrays(within, views.before, views.after, path, compareSchemas);
  compareUnions(context, { before: views.before.unions, after: views.after.unions }, path, compareSchemas);
}

function compareTypesOf(
  context: SchemaContext,
  before: View,
  after: View,
  path: string,
): ReturnType<typeof compareTypes> {
  const changeType =
    before.refusesAll === after.refusesAll
      ? compareTypes(before.types, after.types)
      : after.refusesAll
        ? "narrowed"
        : "widened";
  if (changeType !== "same")
    recordSchemaChange(context, `type-${changeType}`, path, writtenTypes(before), writtenTypes(after));
  compareNullability(context, before, after, path);
  return changeType;
}

function writtenTypes({ pointer, types, refusesAll, unions }: View): { pointer: string; value: string } {
  if (refusesAll) return { pointer, value: "nothing" };
  const any = unions.length > 0 ? "one of several kinds" : "anything";
  return { pointer, value: types === undefined ? any : [...types].join(" or ") };
}

function isReference(schema: Schema): boolean {
  return schema.some(({ value }) => referenceOf(value) !== undefined);
}

/** Identifies a schema by its reference, so that two uses of a component are equal. */
function keyOf(schema: Schema): string {
  return componentOf(schema) ?? pointersOf(schema);
}

function pointersOf(schema: Schema): string {
  return schema.map(({ pointer }) => pointer).join("&");
}
