import type { CallOptions } from "../settings/call-options.js";
import type { Drift } from "./drift.js";
import type { Position } from "./position.js";

/**
 * A collection that is read page by page. Nothing is sent until it is read. Each reading is independent. It is not
 * thenable.
 */
export interface Pager<T, P> extends AsyncIterable<T> {
  /** The items one by one. `break` aborts the request in flight. */
  [Symbol.asyncIterator](): ItemIterator<T>;
  /** The first page; `page.next()` gives the others. */
  page(options?: WalkOptions): Promise<Page<T, P>>;
  /** The pages, empty ones included. */
  pages(options?: WalkOptions): AsyncIterable<Page<T, P>>;
  /** The items in one array, at most `maxItems` of them. */
  toArray(options: WalkOptions & { readonly maxItems: number }): Promise<T[]>;
}

/** One page. `P` is the decoded body as the server sent it. */
export interface Page<T, P> {
  /** The items, without repeated ones if `uniqueBy` is set, and at most `maxItems`. */
  readonly items: readonly T[];
  readonly raw: P;
  /** The position from which another walk continues after this page. */
  readonly position: Position;
  /** False at the end of the collection, and when `maxItems` is reached. */
  readonly hasNext: boolean;
  /** The next page; undefined at the end. Several calls send one request. After an error it can be called again. */
  next(): Promise<Page<T, P> | undefined>;
}

/** Iterates over items. Concurrent calls of `next()` are answered in order. */
export interface ItemIterator<T> extends AsyncIterableIterator<T> {
  /** The position from which another walk continues with the remaining items. */
  readonly position: Position;
  return(): Promise<IteratorResult<T, undefined>>;
}

/**
 * Options of one walk. `deadlineMs` covers all of it from its first request; the other call options apply to each page.
 */
export interface WalkOptions extends Omit<CallOptions, "idempotencyKey"> {
  /** Stops after this many items, also in the middle of a page, without another request. */
  readonly maxItems?: number | undefined;
  /** Pages before `PageLimitError` (10,000). */
  readonly maxPages?: number | undefined;
  /** Consecutive empty pages before `PageLimitError` (100). */
  readonly maxEmptyPages?: number | undefined;
  /** Pages to load ahead (0). `page()` does not load ahead. */
  readonly prefetch?: number | undefined;
  /** Continues from a position of an earlier walk with the same arguments. */
  readonly from?: Position | undefined;
  /** Continuation values that mean the end, in addition to null, absent and `""`. */
  readonly endValues?: readonly unknown[] | undefined;
  /** JSON pointer to the key of an item. An item with a known key is dropped. */
  readonly uniqueBy?: string | undefined;
  /** How many keys `uniqueBy` remembers, latest first (1,000). */
  readonly uniqueWindow?: number | undefined;
  /** Called when the collection changes during the walk. An error that it throws is ignored. */
  readonly onDrift?: ((drift: Drift) => void) | undefined;
}
