import type { View } from "./view.js";
import { recordSchemaChange, type SchemaContext } from "./walk.js";

/** Records whether null became accepted or refused. A schema without types accepts null too. */
export function compareNullability(context: SchemaContext, before: View, after: View, path: string): void {
  if (context.skipsNull === true || before.isNullable === undefined || after.isNullable === undefined) return;
  if (before.isNullable === after.isNullable) return;
  const kind = after.isNullable ? "became-nullable" : "became-not-nullable";
  recordSchemaChange(context, kind, path, { pointer: before.pointer }, { pointer: after.pointer });
}
