import { callAfter } from "./call-after.js";
import type { Clock } from "./clock.js";
import { eitherSignal, onAbort } from "./signals.js";

/** What can end an attempt early. */
export interface TimeLimit {
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds; Infinity means no limit. */
  readonly timeoutMs: number;
  /** Makes the error for a timeout. */
  readonly timeoutError: () => Error;
  /** True if the caller reads the body after the attempt: then the signal of the call still aborts it. */
  readonly mayStream: boolean;
}

/**
 * Runs one attempt, its body included. Rejects at once with the reason of the signal when it aborts, or with
 * `timeoutError()` when the time is up, even if `run` ignores its signal; the later result of `run` is ignored. Leaves
 * no timer and no listener behind.
 */
export function withTimeLimit<T>(run: (signal: () => AbortSignal) => Promise<T>, limit: TimeLimit): Promise<T> {
  const { clock, signal, timeoutMs, timeoutError, mayStream } = limit;
  return new Promise((resolve, reject) => {
    // Made on demand, because an AbortController costs more than the rest of an attempt.
    let controller: AbortController | undefined;
    let stopped: { readonly reason: unknown } | undefined;
    const getSignal = () => {
      controller ??= new AbortController();
      if (stopped !== undefined) controller.abort(stopped.reason);
      return eitherSignal(mayStream ? signal : undefined, controller.signal);
    };
    const release = () => {
      cancelTimer?.();
      forget?.();
    };
    const stop = (reason: unknown) => {
      release();
      reject(reason);
      stopped = { reason };
      controller?.abort(reason);
    };
    // `run` comes first: if it throws, there is no timer or listener to remove.
    const running = run(getSignal);
    const cancelTimer = timeoutMs === Infinity ? undefined : callAfter(clock, timeoutMs, () => stop(timeoutError()));
    const forget = signal && onAbort(signal, () => stop(signal.reason));
    // Code of the caller that `run` calls may have aborted the signal already.
    if (signal?.aborted === true) stop(signal.reason);
    running.finally(release).then(resolve, reject);
  });
}
