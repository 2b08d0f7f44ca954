import { throwIfAborted } from "./signals.js";

/**
 * A generator whose `return` does not wait for a pending `next`: `leave` ends what that waits for, and the `next` is then
 * the end. `next` throws the reason of an aborted signal.
 */
export function leavable<T, R>(
  items: AsyncGenerator<T, R | undefined, undefined>,
  leave: () => void,
  signal?: AbortSignal,
): AsyncGenerator<T, R | undefined, undefined> {
  const next = items.next.bind(items);
  const end = items.return.bind(items);
  let isLeft = false;
  return Object.assign(items, {
    async next(): Promise<IteratorResult<T, R | undefined>> {
      try {
        if (!isLeft) throwIfAborted(signal);
        return await next();
      } catch (error) {
        if (isLeft) return { done: true, value: undefined };
        throw error;
      }
    },
    return(value: R | undefined) {
      isLeft = true;
      leave();
      return end(value);
    },
  });
}
