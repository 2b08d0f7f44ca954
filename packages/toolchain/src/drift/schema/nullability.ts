import type { View } from "./view.js";
import { recordSchemaChange, type Walk } from "./walk.js";

/** Whether null came or went. Where nothing is said of types, null is accepted along with everything. */
export function compareNullability(walk: Walk, before: View, after: View, path: string): void {
  if (walk.isNullTold === true || before.isNullable === undefined || after.isNullable === undefined) return;
  if (before.isNullable === after.isNullable) return;
  const kind = after.isNullable ? "became-nullable" : "became-not-nullable";
  recordSchemaChange(walk, kind, path, { pointer: before.pointer }, { pointer: after.pointer });
}
