import { CALL_RULES, type CallOptions } from "../settings/call-options.js";
import { callback, count, list, object, pointer, type OptionRules } from "../settings/option-rules.js";
import type { Drift } from "./drift.js";
import { isPlace, type Position, valueAt } from "./position.js";

/**
 * Options of one walk. `deadlineMs` covers all of it from its first request; the other call options apply to each page.
 */
export interface WalkOptions extends Omit<CallOptions, "idempotencyKey"> {
  /** Stops after this many items, also in the middle of a page, without another request. */
  readonly maxItems?: number | undefined;
  /**
   * Pages before `PageLimitError`.
   *
   * @default 10_000
   */
  readonly maxPages?: number | undefined;
  /**
   * Consecutive empty pages before `PageLimitError`.
   *
   * @default 100
   */
  readonly maxEmptyPages?: number | undefined;
  /**
   * Pages to load ahead. `page()` does not load ahead.
   *
   * @default 0
   */
  readonly prefetch?: number | undefined;
  /** Continues from a position of an earlier walk with the same arguments. */
  readonly from?: Position | undefined;
  /** Continuation values that mean the end, in addition to null, absent and `""`. */
  readonly endValues?: readonly unknown[] | undefined;
  /** JSON pointer to the key of an item. An item with a known key is dropped. */
  readonly uniqueBy?: string | undefined;
  /**
   * How many keys `uniqueBy` remembers, latest first.
   *
   * @default 1_000
   */
  readonly uniqueWindow?: number | undefined;
  /** Called when the collection changes during the walk. An error that it throws is ignored. */
  readonly onDrift?: ((drift: Drift) => void) | undefined;
}

export const WALK_RULES: OptionRules<WalkOptions> = {
  ...CALL_RULES,
  maxItems: count,
  maxPages: count,
  maxEmptyPages: count,
  prefetch: count,
  from: position,
  endValues: list,
  uniqueBy: pointer,
  uniqueWindow: count,
  onDrift: callback,
};

/** A position may come from outside. Whether it belongs to this list is checked when the walk starts. */
function position(value: unknown): true | string {
  const { at, skip, before }: Partial<Position> = Object(value);
  const hasPlace = at === null || isPlace(valueAt(at));
  return (
    (object(value) === true && hasPlace && count(skip) === true && (before === null || count(before) === true)) ||
    "must be the position of an earlier walk"
  );
}
