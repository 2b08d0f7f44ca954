import type { Clock } from "../time/clock.js";
import type { AppliedAnswer, Doubt } from "./poll-state.js";
import { DEFAULT_LIMITS, type Limits } from "./wait-options.js";

/** Whether one wait goes on after an answer that is not the end of the job, and when it wants the next one. */
export interface NextPoll {
  /** The earliest time of the next poll, of a later wait too. */
  readonly due: number;
  /** Why the wait ends now; undefined where it goes on. */
  readonly end: "timeout" | "fault" | Doubt | undefined;
}

/**
 * Judges an answer by the limits of one wait. The delay is random between the minimum and `min(max, min·1.5ⁿ)`, n
 * being the polls without change; a state that nobody knows is polled at the slowest pace. A hint of the server is a
 * floor to which up to a tenth is added.
 */
export function nextPoll(limits: Limits, applied: AppliedAnswer, deadline: number, clock: Clock): NextPoll {
  const { kind, state, hintMs = 0 } = applied;
  const now = clock.now();
  const min = Math.max(1, limits.minDelayMs ?? DEFAULT_LIMITS.minDelayMs);
  const max = Math.max(min, limits.maxDelayMs ?? DEFAULT_LIMITS.maxDelayMs);
  const unknown = kind === "indeterminate";
  const low = unknown ? max : min;
  const high = unknown ? max : Math.min(max, min * 1.5 ** state.unchanged);
  const doubt = unknown || kind === "not-found" ? kind : undefined;
  const grace = unknown ? "indeterminateGraceMs" : "notFoundGraceMs";
  const graceMs = limits[grace] ?? DEFAULT_LIMITS[grace];
  const leftMs = doubt === undefined ? Infinity : state.since + graceMs - now;
  const maxFaults = limits.maxTransientFaults ?? DEFAULT_LIMITS.maxTransientFaults;
  // The end of a grace is not slept past: its last poll comes as it ends.
  const usual = Math.min(low + clock.random() * (high - low), leftMs);
  const next = now + Math.max(min, usual, hintMs * (1 + clock.random() / 10));

  if (kind === "fatal" || (kind === "transient" && state.faults > maxFaults)) return { due: next, end: "fault" };
  if (leftMs <= 0) return { due: next, end: doubt };
  // Where the next poll would leave no time for its answer, the last one is made earlier, so far as that is allowed.
  const last = Math.max(now + Math.max(min, hintMs), deadline - min);
  const due = Math.min(next, last);
  return due < deadline ? { due, end: undefined } : { due: next, end: "timeout" };
}
