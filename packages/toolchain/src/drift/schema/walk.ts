import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { Axis } from "../rules/rule.js";
import type { ChangeKind } from "../rules/rules.js";
import type { Direction, ChangeSide } from "../change.js";
import { type ChangeScope, type ChangeLog, recordChange } from "../change-log.js";
import type { Schema } from "./conjuncts.js";
import type { ShapeOf } from "./shape.js";

/** The state of a schema comparison. */
export interface SchemaContext {
  readonly before: ComparedDocument;
  readonly after: ComparedDocument;
  readonly direction: Direction;
  readonly log: ChangeLog;
  readonly scope: ChangeScope;
  /** The part that contains the schema, and the path from there to it, as in {@link Change}. */
  readonly where: string;
  readonly path: string;
  /** The only axis of all changes: no operation sends an exported schema, so that only programs see it. */
  readonly axis?: Axis;
  /** True for branches of a union: nullability is compared for the whole union. */
  readonly skipsNull?: boolean;
  /** Whether two parts have the same text, so that a comparison would find nothing. */
  readonly isSame: (before: Json | undefined, after: Json | undefined) => boolean;
  /** The number of schemas that trials may still compare, and the number of open trials. All comparisons share it. */
  readonly trials: { left: number; open: number };
  /** Pairs of inline schemas whose comparison is in progress, outermost first. */
  readonly open: Set<string>;
  /** The number of comparisons of inline schemas, and their pairs. */
  readonly compared: { count: number; readonly pairs: Set<string> };
  /** Called with the two names of a renamed component. */
  readonly onRename: (before: string, after: string) => void;
}

export interface ComparedDocument {
  readonly document: SourceDocument;
  readonly url?: string | undefined;
  readonly shapeOf: ShapeOf;
}

/** Compares the schemas within a schema. */
export type Compare = (context: SchemaContext, before: Schema, after: Schema) => void;

/** Whether two schemas have the same text, part by part. */
export function areSame({ isSame }: Pick<SchemaContext, "isSame">, before: Schema, after: Schema): boolean {
  return before.length === after.length && before.every(({ value }, index) => isSame(value, after[index]?.value));
}

/** Records a change of the schema at the path of the context. */
export function tell(
  { scope, direction, where, path, axis: only }: SchemaContext,
  kind: ChangeKind,
  before?: ChangeSide,
  after?: ChangeSide,
  axis: Axis | undefined = only,
): void {
  if (only !== undefined && axis !== only) return;
  recordChange(scope, { kind, direction, where, path, axis, before, after });
}

/** The context of a property: `user.address.city`; a name with other characters is quoted. */
export function within(context: SchemaContext, name: string): SchemaContext {
  const step = /^[\w$*-]+$|^\/.*\/$/u.test(name) ? name : JSON.stringify(name);
  return { ...context, path: context.path === "" ? step : `${context.path}.${step}` };
}

/** Where a schema stands, as a side of a change. */
export function placeOfSchema(schema: Schema | undefined): ChangeSide | undefined {
  return schema && { pointer: schema[0]?.pointer ?? "" };
}
