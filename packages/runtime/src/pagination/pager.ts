import type { Leavable } from "../time/leavable.js";
import type { PaginationStyle } from "./pagination-spec.js";
import type { Position } from "./position.js";
import type { WalkOptions } from "./walk-options.js";

/**
 * A collection that is read page by page. Nothing is sent until it is read. Each reading is independent. It is not
 * thenable.
 */
export interface Pager<T, P> extends AsyncIterable<T> {
  /** What `JSON.stringify` shows of it. `console.log` of Node, Deno and Bun shows the same. */
  toJSON(): { readonly operation: string; readonly style: PaginationStyle };
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
  /** The response, without its body, which is read. */
  readonly response: Response;
  /** The position from which another walk continues after this page. */
  readonly position: Position;
  /** False at the end of the collection, and when `maxItems` is reached. */
  readonly hasNext: boolean;
  /** The next page; undefined at the end. Several calls send one request. After an error it can be called again. */
  next(): Promise<Page<T, P> | undefined>;
}

/** Iterates over items. Concurrent calls of `next()` are answered in order. */
export interface ItemIterator<T> extends Leavable<T> {
  /** The position from which another walk continues with the remaining items. */
  readonly position: Position;
}
