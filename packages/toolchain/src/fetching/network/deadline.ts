import type { Network } from "./network.js";

/** Runs a task with a signal that fires when its time is up; what `late` gives is then thrown. */
export async function withDeadline<T>(
  ms: number,
  { after }: Pick<Network, "after">,
  task: (signal: AbortSignal) => Promise<T>,
  late: () => Error,
): Promise<T> {
  const abort = new AbortController();
  let cancel = (): void => {};
  const expiry = new Promise<never>((_resolve, reject) => {
    cancel = after(ms, () => {
      reject(late());
      abort.abort();
    });
  });
  try {
    return await Promise.race([task(abort.signal), expiry]);
  } finally {
    cancel();
  }
}
