import { referenceOf } from "../../openapi/reference.js";
import { componentOf, type Schema } from "./conjuncts.js";
import { compareArrays } from "./arrays.js";
import { compareBounds } from "./bounds.js";
import { compareNullability } from "./nullability.js";
import { compareObjects } from "./objects.js";
import { compareTexts } from "./texts.js";
import { compareTypes } from "./types.js";
import { anythingBeside, compareUnions, unionFor } from "./unions.js";
import { compareValues } from "./values.js";
import { type View, viewOf } from "./view.js";
import { areSame, recordSchemaChange, type Walk } from "./walk.js";

/**
 * Records what differs between two schemas. Components are compared once for each direction, wherever they are used;
 * `path` leads from the part that holds the schema to it.
 */
export function compareSchemas(walk: Walk, before: Schema, after: Schema, path: string): void {
  if (areSame(walk, before, after)) return;
  const [was, is] = [componentOf(before), componentOf(after)];
  if (was !== undefined && is !== undefined && was !== is) walk.onRenamed(was, is);
  const name = is ?? was;
  if (name === undefined && !isReference(before) && !isReference(after)) return compareOnce(walk, before, after, path);
  const told = walk.isNullTold === true ? ["but null"] : [];
  const scope = walk.log.enter([walk.direction, keyOf(before), keyOf(after), ...told].join(" "), walk.scope);
  if (scope === undefined) return;
  if (name === undefined) return compareHere({ ...walk, scope }, before, after, path);
  compareHere({ ...walk, scope, where: `schema \`${name}\`` }, before, after, "");
}

/** Compares two schemas unless they contain the place that is being compared: then they are compared already. */
function compareOnce(walk: Walk, before: Schema, after: Schema, path: string): void {
  const key = `${walk.direction} ${pointersOf(before)} ${pointersOf(after)}`;
  if (walk.open.has(key)) return;
  walk.open.add(key);
  compareHere(walk, before, after, path);
  walk.open.delete(key);
}

/** The two schemas themselves, their references followed. */
function compareHere(walk: Walk, before: Schema, after: Schema, path: string): void {
  const views = { before: viewOf(walk.before.document, before), after: viewOf(walk.after.document, after) };
  const union = unionFor(views, before, after);
  if (union !== undefined) {
    compareTexts(walk, views.before, views.after, path);
    return compareUnions(walk, union, path, compareSchemas);
  }
  const beside = anythingBeside(views.before, views.after);
  if (beside !== undefined) {
    compareTexts(walk, views.before, views.after, path);
    return recordSchemaChange(walk, `type-${beside}`, path, writtenTypes(views.before), writtenTypes(views.after));
  }
  const fate = compareKinds(walk, views.before, views.after, path);
  compareTexts(walk, views.before, views.after, path);
  // Of two types that have nothing in common the rest could only say again that they differ.
  if (fate === "changed") return;
  const within: Walk = { ...walk, isNullTold: false };
  compareValues(walk, views.before, views.after, path);
  compareBounds(walk, views.before, views.after, path);
  compareObjects(within, views.before, views.after, path, compareSchemas);
  compareArrays(within, views.before, views.after, path, compareSchemas);
  compareUnions(walk, { before: views.before.unions, after: views.after.unions }, path, compareSchemas);
}

function compareKinds(walk: Walk, before: View, after: View, path: string): ReturnType<typeof compareTypes> {
  const fate =
    before.refusesAll === after.refusesAll
      ? compareTypes(before.types, after.types)
      : after.refusesAll
        ? "narrowed"
        : "widened";
  if (fate !== "same") recordSchemaChange(walk, `type-${fate}`, path, writtenTypes(before), writtenTypes(after));
  compareNullability(walk, before, after, path);
  return fate;
}

function writtenTypes({ pointer, types, refusesAll, unions }: View): { pointer: string; value: string } {
  if (refusesAll) return { pointer, value: "nothing" };
  const any = unions.length > 0 ? "one of several kinds" : "anything";
  return { pointer, value: types === undefined ? any : [...types].join(" or ") };
}

function isReference(schema: Schema): boolean {
  return schema.some(({ value }) => referenceOf(value) !== undefined);
}

/** Names a schema by what it refers to, so that two uses of a component meet. */
function keyOf(schema: Schema): string {
  return componentOf(schema) ?? pointersOf(schema);
}

function pointersOf(schema: Schema): string {
  return schema.map(({ pointer }) => pointer).join("&");
}
