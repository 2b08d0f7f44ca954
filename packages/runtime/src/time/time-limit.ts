import { onAbort } from "./signals.js";
import type { Timers } from "./timers.js";

/** What ends an attempt before its answer does. */
export interface TimeLimit {
  readonly timers: Timers;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds; Infinity means no limit. */
  readonly timeoutMs: number;
  /** Makes the error of an attempt that took too long. */
  readonly timeoutError: () => Error;
  /** True where the body is handed over unread: the signal then reaches beyond the attempt's end. */
  readonly outlivesAttempt: boolean;
}

/**
 * Runs one attempt, its body included. When the signal aborts or the time is up it rejects at once, with the signal's
 * reason or the error of `expired`, whether or not `run` heeds the signal it can get; `run`'s own end is then of no
 * interest. Leaves no timer and no listener.
 */
export function withTimeLimit<T>(run: (signal: () => AbortSignal) => Promise<T>, limit: TimeLimit): Promise<T> {
  const { timers, signal, timeoutMs, timeoutError, outlivesAttempt } = limit;
  return new Promise((resolve, reject) => {
    // Made when fetch asks for it: a controller costs more than all the rest of an attempt.
    let controller: AbortController | undefined;
    let stopped: { readonly reason: unknown } | undefined;
    const getSignal = () => {
      controller ??= new AbortController();
      if (stopped !== undefined) controller.abort(stopped.reason);
      return outlivesAttempt && signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
    };
    const release = () => {
      timer?.cancel();
      forget?.();
    };
    const stop = (reason: unknown) => {
      release();
      reject(reason);
      stopped = { reason };
      controller?.abort(reason);
    };
    const settle =
      <A>(end: (value: A) => void) =>
      (value: A) => {
        release();
        end(value);
      };
    // First, so that nothing is left behind where it throws at once.
    const running = run(getSignal);
    const timer = timeoutMs === Infinity ? undefined : timers.after(timeoutMs, () => stop(timeoutError()));
    const forget = signal && onAbort(signal, () => stop(signal.reason));
    running.then(settle(resolve), settle(reject));
  });
}
