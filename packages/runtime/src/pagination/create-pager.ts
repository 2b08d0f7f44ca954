import { checkOptions } from "../settings/option-rules.js";
import { mergeCallOptions } from "../settings/options.js";
import { iterate } from "./iterate.js";
import type { Listing } from "./listing.js";
import type { Page, Pager } from "./pager.js";
import type { PagingStrategy } from "./paging-strategy.js";
import { WALK_RULES, type WalkOptions } from "./walk-options.js";
import { startWalk } from "./walk.js";

/** A pager. Each reading is a walk of its own. */
export function createPager<T, P>(listing: Listing, strategy: PagingStrategy, options: WalkOptions = {}): Pager<T, P> {
  const merged = (more: WalkOptions = {}) => {
    checkOptions(options, WALK_RULES);
    checkOptions(more, WALK_RULES);
    return mergeCallOptions(options, more);
  };
  const walk = (all: WalkOptions) => startWalk<T, P>(listing, strategy, all);
  const iterator = <V>(more: WalkOptions | undefined, pick: (page: Page<T, P>) => readonly V[]) => {
    const all = merged(more);
    return iterate(walk(all), all, pick);
  };
  const items = (more?: WalkOptions) => iterator(more, (page) => page.items);
  const { operation, spec } = listing;
  return {
    [Symbol.asyncIterator]: () => items(),
    page: async (more) => (await walk(merged(more)).first()).page,
    pages: (more) => ({ [Symbol.asyncIterator]: () => iterator(more, (page) => [page]) }),
    async toArray(more) {
      const array: T[] = [];
      for await (const item of items(more)) array.push(item);
      return array;
    },
    toJSON: () => ({ operation: operation.id, style: spec.style }),
    [Symbol.for("nodejs.util.inspect.custom")]: () => `Pager { operation: "${operation.id}", style: "${spec.style}" }`,
  };
}
