import type { Clock } from "../clock.js";
import type { Doubt, Heard } from "./facts.js";
import { LIMITS, type Limits } from "./wait-options.js";

/** Whether one wait goes on after an answer that is not the end of the job, and when it wants the next one. */
export interface Verdict {
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
export function judge(limits: Limits, heard: Heard, deadline: number, clock: Clock): Verdict {
  const { kind, facts, hintMs = 0 } = heard;
  const now = clock.now();
  const min = Math.max(1, limits.minDelayMs ?? LIMITS.minDelayMs);
  const max = Math.max(min, limits.maxDelayMs ?? LIMITS.maxDelayMs);
  const unknown = kind === "indeterminate";
  const low = unknown ? max : min;
  const high = unknown ? max : Math.min(max, min * 1.5 ** facts.unchanged);
  const doubt = unknown || kind === "not-found" ? kind : undefined;
  const grace = unknown ? "indeterminateGraceMs" : "notFoundGraceMs";
  const graceMs = limits[grace] ?? LIMITS[grace];
  const leftMs = doubt === undefined ? Infinity : facts.since + graceMs - now;
  const maxFaults = limits.maxTransientFaults ?? LIMITS.maxTransientFaults;
  // The end of a grace is not slept past: its last poll comes as it ends.
  const usual = Math.min(low + clock.random() * (high - low), leftMs);
  const next = now + Math.max(min, usual, hintMs * (1 + clock.random() / 10));

  if (kind === "fatal" || (kind === "transient" && facts.faults > maxFaults)) return { due: next, end: "fault" };
  if (leftMs <= 0) return { due: next, end: doubt };
  // Where the next poll would leave no time for its answer, the last one is made earlier, so far as that is allowed.
  const last = Math.max(now + Math.max(min, hintMs), deadline - min);
  const due = Math.min(next, last);
  return due < deadline ? { due, end: undefined } : { due: next, end: "timeout" };
}
