import { mergeOptions } from "../settings/options.js";
import { iterate } from "./iterate.js";
import type { Listing } from "./listing.js";
import type { Pager, WalkOptions } from "./pager.js";
import type { PagingStrategy } from "./paging-strategy.js";
import { startWalk } from "./walk.js";

/** A pager. Each reading is a walk of its own. */
export function createPager<T, P>(listing: Listing, strategy: PagingStrategy, options: WalkOptions = {}): Pager<T, P> {
  const merged = (more: WalkOptions = {}) => mergeOptions(options, more);
  const start = (all: WalkOptions) => startWalk<T, P>(listing, strategy, all);
  const items = (all: WalkOptions) => iterate(start(all), all, (page) => page.items);
  const pages = (all: WalkOptions) => iterate(start(all), all, (page) => [page]);
  return {
    [Symbol.asyncIterator]: () => items(options),
    page: async (more) => (await start(merged(more)).first()).page,
    pages: (more) => ({ [Symbol.asyncIterator]: () => pages(merged(more)) }),
    async toArray(more) {
      const array: T[] = [];
      for await (const item of items(merged(more))) array.push(item);
      return array;
    },
  };
}
