import process from "node:process";
import type { Clock } from "./debounced-runner.js";

/** The clock and the end of a watch. */
export interface WatchControls {
  readonly clock: Clock;
  /** Ends the watch after the current run. */
  readonly signal: AbortSignal;
}

/** The controls of a process: the first SIGINT (Ctrl-C) or SIGTERM ends the watch, a second one ends the process. */
export function processControls(): WatchControls {
  const end = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end.abort());
  return {
    clock: {
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    signal: end.signal,
  };
}
