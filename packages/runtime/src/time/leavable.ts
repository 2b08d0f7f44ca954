import { throwIfAborted } from "./signals.js";

/** An iterator of which a reader may leave the rest. */
export interface Leavable<T> extends AsyncIterableIterator<T> {
  return(): Promise<IteratorResult<T, undefined>>;
}

/**
 * An iterator whose `return` does not wait for a pending `next`: `leave` ends what that waits for, and the `next` is then
 * the end. `next` throws the reason of an aborted signal. The generator queues concurrent calls of `next`.
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
