import { readPointer } from "../json/pointer.js";
import type { Drift } from "./drift.js";
import { itemSelector } from "./item-selector.js";
import type { Listing } from "./listing.js";
import { declaredField, type PageContext } from "./page-context.js";
import { pageFetcher } from "./page-fetcher.js";
import type { Page, WalkOptions } from "./pager.js";
import { MalformedPageError, PageLimitError, PaginationError, PaginationLoopError } from "./pagination-errors.js";
import { type PagingStrategy } from "./paging-strategy.js";
import { startPosition, type Position } from "./position.js";

/** One pass over a collection. */
export interface Walk<T, P> {
  readonly start: Position;
  first(): Promise<WalkedPage<T, P>>;
  /** Aborts the request in flight; none follows. */
  readonly close: () => void;
}

/** A page of a walk, which can be read ahead and knows where each of its items ends. */
export interface WalkedPage<T, P> {
  readonly page: Page<T, P>;
  /** The page after this one, requested once. */
  following(): Promise<WalkedPage<T, P> | undefined>;
  /** Where another walk goes on after the item at `index`. */
  readonly after: (index: number) => Position;
}

/** Holds what leads from page to page, and the limits of the whole walk. Throws `PositionMismatchError`. */
export function startWalk<T, P>(listing: Listing, style: PagingStrategy, options: WalkOptions): Walk<T, P> {
  const { maxPages = 10_000, maxEmptyPages = 100, endValues = [], from } = options;
  const { id } = listing.operation;
  const declared = listing.spec.response;
  const start = startPosition(listing, style.movingParameter, from);
  const { fetch, close } = pageFetcher<P>(listing.client, style, options);
  const select = itemSelector<T>(options, report);
  const seen = new Set<string>();
  let pages = 0;
  let emptyPages = 0;
  let lastTotal: unknown;

  async function readPage(here: Position): Promise<WalkedPage<T, P>> {
    // Written so that a limit that is not a number throws too.
    if (!(pages < maxPages)) throw new PageLimitError(`${id}: more pages than maxPages, ${maxPages}`, here);
    if (!(emptyPages <= maxEmptyPages)) {
      throw new PageLimitError(`${id}: more empty pages in a row than maxEmptyPages, ${maxEmptyPages}`, here);
    }
    const { data, response } = await fetch(here);
    const rows = rowsOf(data, here);
    pages += 1;
    emptyPages = rows.length === 0 ? emptyPages + 1 : 0;
    seen.add(JSON.stringify(here.at));
    watchTotal(data);

    const { items, ends, isFull } = select(rows, here.skip);
    const end = { ...here, skip: rows.length };
    const next = nextPosition({ body: data, response, end, isEnd, report });
    const hasNext = next !== undefined && !isFull;
    const given = isFull ? (ends.at(-1) ?? here.skip) : rows.length;
    const reachable = next instanceof PaginationError ? end : (next ?? end);
    const position = given < rows.length ? { ...here, skip: given } : reachable;

    let loading: Promise<WalkedPage<T, P> | undefined> | undefined;
    const load = async () => {
      if (next instanceof PaginationError) throw next;
      return hasNext ? readPage(next) : undefined;
    };
    const following = () => (loading ??= load());
    const page: Page<T, P> = {
      items,
      raw: data,
      position,
      hasNext,
      async next() {
        try {
          return (await following())?.page;
        } catch (error) {
          loading = undefined;
          throw error;
        }
      },
    };
    return { page, following, after: (index) => ({ ...here, skip: ends[index] ?? 0 }) };
  }

  /** Where the page after the one that ends at `end` begins, or what forbids to read it; undefined at the end. */
  function nextPosition(sight: PageContext): Position | PaginationError | undefined {
    const { end } = sight;
    try {
      const at = style.next(sight);
      if (at === undefined) return undefined;
      if (seen.has(JSON.stringify(at))) return new PaginationLoopError(`${id}: a page came that was read before`, end);
      return { ...end, at, skip: 0, before: end.before === null ? null : end.before + end.skip };
    } catch (error) {
      if (error instanceof PaginationError) return error;
      throw error;
    }
  }

  /** The items' type is the document's word, not checked here. Some servers write an empty list as null. */
  function rowsOf(body: P, here: Position): readonly T[] {
    const rows = readPointer(body, declared.items);
    if (rows === null) return [];
    if (Array.isArray(rows)) return rows;
    throw new MalformedPageError(`${id}: the response has no list at "${declared.items}"`, here);
  }

  function watchTotal(body: P): void {
    const total = declaredField(body, declared.total);
    if (typeof total !== "number") return;
    if (typeof lastTotal === "number" && lastTotal !== total) report({ kind: "total", before: lastTotal, now: total });
    lastTotal = total;
  }

  function isEnd(value: unknown): boolean {
    return value === undefined || value === null || value === "" || endValues.includes(value);
  }

  function report(drift: Drift): void {
    try {
      options.onDrift?.(drift);
    } catch {
      // An observer changes no outcome.
    }
  }

  return { start, first: () => readPage(start), close };
}
