import { throwIfAborted } from "./signals.js";

/** An iterator that its reader can stop before the end. */
export interface Leavable<T> extends AsyncIterableIterator<T> {
  return(): Promise<IteratorResult<T, undefined>>;
}

/**
 * Returns an iterator that its reader can stop at once. `return` calls `leave`, which ends the work of a pending
 * `next`. This `next` then reports the end. `next` throws the reason of an aborted signal. Concurrent calls of `next`
 * are queued.
 *
 * @param members More members of the iterator.
 */
export function leavable<T, M extends object>(
  members: M,
  items: AsyncGenerator<T, undefined, undefined>,
  leave: () => void,
  signal?: AbortSignal,
): M & Leavable<T> {
  let isLeft = false;
  return Object.assign(members, {
    async next(): Promise<IteratorResult<T, undefined>> {
      try {
        throwIfAborted(signal);
        return await items.next();
      } catch (error) {
        if (isLeft) return { done: true, value: undefined };
        throw error;
      }
    },
    return() {
      isLeft = true;
      leave();
      return items.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  });
}
