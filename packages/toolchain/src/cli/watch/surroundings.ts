import process from "node:process";
import type { Clock } from "./quiet-runner.js";

/** What watching needs of the world. */
export interface WatchSurroundings {
  readonly clock: Clock;
  /** Ends the watch; a run that is under way is finished first. */
  readonly signal: AbortSignal;
}

/** The real world: Ctrl-C, or a request to terminate, ends the watch; a second one ends the process as ever. */
export function watchSurroundings(): WatchSurroundings {
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
