import type { Network } from "./network.js";

/** Runs a task with a time limit; after the limit, aborts the signal and throws the error of `timeoutError`. */
export async function withDeadline<T>(
  ms: number,
  { after }: Pick<Network, "after">,
  task: (signal: AbortSignal) => Promise<T>,
  timeoutError: () => Error,
): Promise<T> {
  const abort = new AbortController();
  let cancel = (): void => {};
  const expiry = new Promise<never>((_resolve, reject) => {
    cancel = after(ms, () => {
      reject(timeoutError());
      abort.abort();
    });
  });
  try {
    return await Promise.race([task(abort.signal), expiry]);
  } finally {
    cancel();
  }
}
