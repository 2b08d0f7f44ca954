import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { ChangeKind, Direction, Written } from "../change.js";
import { type ChangeScope, type ChangeLog, recordChange as recordIn } from "../change-log.js";
import type { Schema } from "./conjuncts.js";
import type { ShapeOf } from "./shape.js";

/** Where a comparison of schemas stands, and what it writes into. */
export interface Walk {
  readonly before: DocumentSide;
  readonly after: DocumentSide;
  readonly direction: Direction;
  readonly log: ChangeLog;
  readonly scope: ChangeScope;
  /** The part that holds the schema, as {@link Change} names it. */
  readonly where: string;
  /** True for branches of a union: whether null is accepted is told of the union. */
  readonly isNullTold?: boolean;
  /** Tells whether two parts are written alike, so that comparing them would find nothing. */
  readonly isSame: (before: Json | undefined, after: Json | undefined) => boolean;
  /** Pairs of schemas that are being compared, outermost first. */
  readonly open: Set<string>;
  /** Notes that a component goes by another name now. */
  readonly onRenamed: (before: string, after: string) => void;
}

export interface DocumentSide {
  readonly document: SourceDocument;
  readonly shapeOf: ShapeOf;
}

/** True where two schemas are written alike, part for part. */
export function areSame({ isSame }: Pick<Walk, "isSame">, before: Schema, after: Schema): boolean {
  return before.length === after.length && before.every(({ value }, index) => isSame(value, after[index]?.value));
}

/** Records a change at a path of the part that is being compared. */
export function recordSchemaChange(
  walk: Walk,
  kind: ChangeKind,
  path: string,
  before?: Written,
  after?: Written,
): void {
  const { scope, direction, where } = walk;
  recordIn(scope, { kind, direction, where, path }, { before, after });
}
