import { readPointer } from "../json/pointer.js";
import { valueKey } from "../json/value-key.js";
import { callObserver } from "../settings/hooks.js";
import type { Drift } from "./drift.js";
import { itemSelector } from "./item-selector.js";
import type { Listing } from "./listing.js";
import { isPage, totalIn, type PageContext } from "./page-context.js";
import { pageFetcher } from "./page-fetcher.js";
import type { Page } from "./pager.js";
import type { WalkOptions } from "./walk-options.js";
import { MalformedPageError, PageLimitError, PaginationError, PaginationLoopError } from "./pagination-errors.js";
import { SAME_PAGE, type PagingStrategy } from "./paging-strategy.js";
import { isPlace, startPosition, type Position } from "./position.js";

/** One pass over a collection. */
export interface Walk<T, P> {
  readonly start: Position;
  first(): Promise<WalkedPage<T, P>>;
  /** Aborts the request in flight and prevents others. */
  readonly close: () => void;
}

/** A page of a walk. It can load the next one, and knows the position after each of its items. */
export interface WalkedPage<T, P> {
  readonly page: Page<T, P>;
  /** The next page, requested once. */
  following(): Promise<WalkedPage<T, P> | undefined>;
  /** The position from which another walk continues after the item at `index`. */
  readonly after: (index: number) => Position;
}

/** Starts a walk, with its limits. Throws `PositionMismatchError`. */
export function startWalk<T, P>(listing: Listing, strategy: PagingStrategy, options: WalkOptions): Walk<T, P> {
  const { maxPages = 10_000, maxEmptyPages = 100, endValues = [], from } = options;
  const { id } = listing.operation;
  const declared = listing.spec.response;
  const start = startPosition(listing, strategy.parameter, from);
  const { fetch, close } = pageFetcher<P>(listing.client, strategy, options);
  const select = itemSelector<T>(options, report);
  const seen = new Set<string>();
  let pages = 0;
  let emptyPages = 0;
  let lastTotal: number | undefined;

  async function readPage(here: Position, isSamePage = false): Promise<WalkedPage<T, P>> {
    if (pages >= maxPages) throw new PageLimitError(`${id}: more than ${maxPages} pages (maxPages)`, here);
    if (emptyPages > maxEmptyPages) {
      throw new PageLimitError(`${id}: more than ${maxEmptyPages} consecutive empty pages (maxEmptyPages)`, here);
    }
    const { data, response } = await fetch(here);
    const rows = rowsOf(data, here);
    pages += 1;
    emptyPages = rows.length === 0 ? emptyPages + 1 : 0;
    seen.add(valueKey(here.at));
    reportTotalChange(data);

    const { items, ends, isFull } = select(rows, here.skip);
    const end = { ...here, skip: rows.length };
    const next = nextPosition({ body: data, response, end, isSamePage, isEnd, report });
    const hasNext = next !== undefined && !isFull;
    if (next === undefined) reportRows(end);
    const read = isFull ? (ends.at(-1) ?? here.skip) : rows.length;
    const nextStart = next instanceof PaginationError ? end : (next ?? end);
    const position = read < rows.length ? { ...here, skip: read } : nextStart;

    let loading: Promise<WalkedPage<T, P> | undefined> | undefined;
    const load = async () => {
      // A full walk is over, whatever the page says of the next one.
      if (!hasNext) return undefined;
      if (next instanceof PaginationError) throw next;
      return readPage(next, next.at === here.at);
    };
    const following = () => (loading ??= load());
    const page: Page<T, P> = {
      items,
      raw: data,
      response,
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

  /** The position of the next page, or the error that prevents reading it; undefined at the end. */
  function nextPosition(context: PageContext): Position | PaginationError | undefined {
    const { end } = context;
    try {
      const next = strategy.next(context);
      if (next === undefined) return undefined;
      const at = next === SAME_PAGE ? end.at : next;
      const before = end.before === null ? null : end.before + end.skip;
      if (next !== SAME_PAGE && seen.has(valueKey(at))) {
        // A server may repeat a page instead of ending the list.
        const isAll = (before ?? -1) >= (lastTotal ?? Infinity);
        return isAll ? undefined : new PaginationLoopError(`${id}: the next page was already read`, end);
      }
      return { ...end, at, skip: 0, before };
    } catch (error) {
      if (error instanceof PaginationError) return error;
      throw error;
    }
  }

  /**
   * Returns the rows of a page. Their type is trusted, not checked. Some servers write an empty list as null or `{}`.
   * Others omit the list, or the object that contains it. If there is another list in that place, the page is
   * malformed, because this can be the declared list with another name.
   */
  function rowsOf(body: P, here: Position, pointer = declared.items): readonly T[] {
    const rows = readPointer(body, pointer);
    if (rows === undefined && pointer !== "") return rowsOf(body, here, pointer.slice(0, pointer.lastIndexOf("/")));
    if (Array.isArray(rows) && pointer === declared.items) return rows;
    const rest = Object.values(rows ?? {});
    const isLeftOut = pointer !== declared.items && isPage(body, declared) && ![rows, ...rest].some(Array.isArray);
    if (typeof (rows ?? {}) === "object" && (rest.length === 0 || isLeftOut)) return [];
    throw new MalformedPageError(`${id}: the response has no list at "${declared.items}"`, here);
  }

  function reportTotalChange(body: P): void {
    const total = totalIn(body, declared.total);
    if (total === undefined) return;
    const before = lastTotal ?? total;
    if (before !== total) report({ kind: "total", before, now: total });
    lastTotal = total;
  }

  /** Compares the rows of the whole list with its total. */
  function reportRows({ before, skip }: Position): void {
    if (lastTotal === undefined || before === null || before + skip === lastTotal) return;
    report({ kind: "rows", total: lastTotal, rows: before + skip });
  }

  function isEnd(value: unknown): boolean {
    if ((value ?? "") === "" || endValues.includes(value)) return true;
    // Some servers end a list with page 0 or -1. A cursor can be any number.
    return /page|offset/.test(listing.spec.style) && isPlace(value) && Number(value) <= 0;
  }

  function report(drift: Drift): void {
    callObserver(options.onDrift, drift);
  }

  return { start, first: () => readPage(start), close };
}
