import type { Place, Schema } from "../case.js";

/** A schema, and what its type accepts. */
export interface Row {
  readonly title: string;
  readonly schema: Schema;
  /** Values that fit, each accepted as an object literal and from a variable. */
  readonly valid: readonly unknown[];
  /** Values that do not fit, and of which the type can know: each is refused as an object literal. */
  readonly refused?: readonly unknown[];
  /** Component schemas beside it; the names of all begin with `MARK`. */
  readonly parts?: Readonly<Record<string, Schema>>;
  readonly place?: Place;
  /** Why no validator of JSON Schema can say which values fit. */
  readonly unjudged?: string;
}
