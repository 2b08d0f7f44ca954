import type { CallOptions } from "../settings/call-options.js";
import type { Drift } from "./drift.js";
import type { Position } from "./position.js";

/**
 * A collection that is read page by page. Nothing is sent until it is read, and each reading is independent of the
 * others. Not thenable: `await` gives the pager itself.
 */
export interface Pager<T, P> extends AsyncIterable<T> {
  /** The items, one by one. `break` aborts the request in flight. */
  [Symbol.asyncIterator](): ItemIterator<T>;
  /** The first page; the others follow by `page.next()`. */
  page(options?: WalkOptions): Promise<Page<T, P>>;
  /** The pages, empty ones included. */
  pages(options?: WalkOptions): AsyncIterable<Page<T, P>>;
  /** The items in one array, at most `maxItems` of them. */
  toArray(options: WalkOptions & { readonly maxItems: number }): Promise<T[]>;
}

/** One page. `P` is the decoded body as the server sent it. */
export interface Page<T, P> {
  /** The items, without repeated ones where `uniqueBy` is set, and cut at `maxItems`. */
  readonly items: readonly T[];
  readonly raw: P;
  /** Where another walk goes on after this page. */
  readonly position: Position;
  /** False at the end of the collection, and where `maxItems` is reached. */
  readonly hasNext: boolean;
  /** The page after this one, requested once however often it is asked for; undefined at the end. Can be tried again after an error. */
  next(): Promise<Page<T, P> | undefined>;
}

/** Iterates items. `next()` may be called while another is pending: the calls are answered in order. */
export interface ItemIterator<T> extends AsyncIterableIterator<T> {
  /** Where another walk goes on with the items that this iterator has not given yet. */
  readonly position: Position;
  return(): Promise<IteratorResult<T, undefined>>;
}

/** Options of one walk. `deadlineMs` bounds all of it, from its first request; the other call options apply to each page. */
export interface WalkOptions extends Omit<CallOptions, "idempotencyKey"> {
  /** Stops after this many items, mid-page, without a further request. */
  readonly maxItems?: number | undefined;
  /** Pages to read before `PageLimitError`; 10,000 unless given. */
  readonly maxPages?: number | undefined;
  /** Empty pages in a row to accept before `PageLimitError`; 100 unless given. */
  readonly maxEmptyPages?: number | undefined;
  /** Pages to hold ready beyond the one being read; 0 unless given. `page()` does not prefetch. */
  readonly prefetch?: number | undefined;
  /** Goes on from a position of an earlier walk with the same arguments. */
  readonly from?: Position | undefined;
  /** Continuation values that mean the end, besides null, absent and `""`. */
  readonly endValues?: readonly unknown[] | undefined;
  /** JSON pointer into an item to the key by which a repeated item is known and dropped. */
  readonly uniqueBy?: string | undefined;
  /** How many of the latest keys are remembered for `uniqueBy`; 1,000 unless given. */
  readonly uniqueWindow?: number | undefined;
  /** Told what moved while the collection was read. An error thrown here changes nothing. */
  readonly onDrift?: ((drift: Drift) => void) | undefined;
}
