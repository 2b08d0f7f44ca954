import { leavable } from "../time/leavable.js";
import type { ItemIterator, Page } from "./pager.js";
import type { WalkOptions } from "./walk-options.js";
import type { Position } from "./position.js";
import type { Walk, WalkedPage } from "./walk.js";

/**
 * Iterates over what `pick` returns for each page of a walk. The generator queues concurrent calls of `next()`, so that
 * requests follow one another. `return()` aborts the request in flight instead of waiting for it.
 */
export function iterate<T, P, V>(
  walk: Walk<T, P>,
  { maxItems = 1, prefetch = 0, signal }: WalkOptions,
  pick: (page: Page<T, P>) => readonly V[],
): ItemIterator<V> {
  let currentPosition = () => walk.start;

  async function* values(): AsyncGenerator<V, undefined, undefined> {
    for (let current = maxItems > 0 ? await walk.first() : undefined; current; current = await current.following()) {
      const { page, after } = current;
      void readAhead(current, prefetch);
      const picked = pick(page);
      for (const [index, value] of picked.entries()) {
        currentPosition = () => (index + 1 < picked.length ? after(index) : page.position);
        yield value;
      }
      currentPosition = () => page.position;
    }
    return undefined;
  }

  const members = {
    get position(): Position {
      return currentPosition();
    },
  };
  return leavable(members, values(), walk.close, signal);
}

/** Loads up to `depth` pages ahead. An error appears when the reader reaches its page. */
async function readAhead<T, P>(page: WalkedPage<T, P>, depth: number): Promise<void> {
  let last: WalkedPage<T, P> | undefined = page;
  try {
    for (let left = depth; left > 0 && last !== undefined; left -= 1) last = await last.following();
  } catch {
    // The page keeps its error.
  }
}
