import { onAbort } from "./signals.js";
import type { Timers } from "./timers.js";

/** What ends an attempt before its answer does. */
export interface Limits {
  readonly timers: Timers;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds; Infinity means no limit. */
  readonly timeoutMs: number;
  /** Makes the error of an attempt that took too long. */
  readonly expired: () => Error;
  /** True where the body is handed over unread: the signal then reaches beyond the attempt's end. */
  readonly streams: boolean;
}

/**
 * Runs one attempt, its body included. When the signal aborts or the time is up it rejects at once, with the signal's
 * reason or the error of `expired`, whether or not `run` heeds the signal it can get; `run`'s own end is then of no
 * interest. Leaves no timer and no listener.
 */
export function attempt<T>(run: (signal: () => AbortSignal) => Promise<T>, limits: Limits): Promise<T> {
  const { timers, signal, timeoutMs, expired, streams } = limits;
  return new Promise((resolve, reject) => {
    // Made when fetch asks for it: a controller costs more than all the rest of an attempt.
    let controller: AbortController | undefined;
    let stopped: { readonly reason: unknown } | undefined;
    const made = () => {
      controller ??= new AbortController();
      if (stopped !== undefined) controller.abort(stopped.reason);
      return streams && signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
    };
    const release = () => {
      alarm?.cancel();
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
    const running = run(made);
    const alarm = timeoutMs === Infinity ? undefined : timers.after(timeoutMs, () => stop(expired()));
    const forget = signal && onAbort(signal, () => stop(signal.reason));
    running.then(settle(resolve), settle(reject));
  });
}
