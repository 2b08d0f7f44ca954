import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { ChangeKind, Direction, ChangeSide } from "../change.js";
import { type ChangeScope, type ChangeLog, recordChange as recordIn } from "../change-log.js";
import type { Schema } from "./conjuncts.js";
import type { ShapeOf } from "./shape.js";

/** The state of a schema comparison. */
export interface SchemaContext {
  readonly before: ComparedDocument;
  readonly after: ComparedDocument;
  readonly direction: Direction;
  readonly log: ChangeLog;
  readonly scope: ChangeScope;
  /** The part that contains the schema, as in {@link Change}. */
  readonly where: string;
  /** True for branches of a union: nullability is compared for the whole union. */
  readonly skipsNull?: boolean;
  /** Whether two parts have the same text, so that a comparison would find nothing. */
  readonly isSame: (before: Json | undefined, after: Json | undefined) => boolean;
  /** Pairs of schemas whose comparison is in progress, outermost first. */
  readonly open: Set<string>;
  /** Called with the two names of a renamed component. */
  readonly onRename: (before: string, after: string) => void;
}

export interface ComparedDocument {
  readonly document: SourceDocument;
  readonly shapeOf: ShapeOf;
}

/** Whether two schemas have the same text, part by part. */
export function areSame({ isSame }: Pick<SchemaContext, "isSame">, before: Schema, after: Schema): boolean {
  return before.length === after.length && before.every(({ value }, index) => isSame(value, after[index]?.value));
}

/** Records a change at a path of the compared part. */
export function recordSchemaChange(
  context: SchemaContext,
  kind: ChangeKind,
  path: string,
  before?: ChangeSide,
  after?: ChangeSide,
): void {
  const { scope, direction, where } = context;
  recordIn(scope, { kind, direction, where, path }, { before, after });
}
