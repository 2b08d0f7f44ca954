import type { View } from "./view.js";
import { record, type Walk } from "./walk.js";

/** Whether null came or went. */
export function compareNullability(walk: Walk, before: View, after: View, path: string): void {
  if (before.isNullable === after.isNullable) return;
  const kind = after.isNullable === true ? "became-nullable" : "became-not-nullable";
  record(walk, kind, path, { pointer: before.pointer }, { pointer: after.pointer });
}
