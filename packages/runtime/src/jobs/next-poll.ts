import type { Clock } from "../time/clock.js";
import type { AppliedAnswer, Doubt } from "./poll-state.js";
import { DEFAULT_LIMITS, type Limits } from "./wait-options.js";

/** Whether a wait continues after an answer, and when it wants the next poll. */
export interface NextPoll {
  readonly due: number;
  /** Why the wait ends; undefined if it continues. */
  readonly end: "timeout" | "fault" | Doubt | undefined;
}

/** The shortest delay between two polls that a wait allows. It is finite, because Infinity minus Infinity is NaN. */
export function minDelay({ minDelayMs = DEFAULT_LIMITS.minDelayMs }: Limits): number {
  return Math.min(Math.max(1, minDelayMs), Number.MAX_SAFE_INTEGER);
}

/**
 * Applies the limits of one wait to an answer that came now. The delay is random between the minimum and `min(max,
 * min·1.5ⁿ)`, where n is the number of polls without a change. An undeclared state is polled at the maximum delay. A
 * delay that the server asks for is a minimum, to which up to 10 % is added.
 */
export function nextPoll(limits: Limits, applied: AppliedAnswer, deadline: number, clock: Clock): NextPoll {
  const { kind, state, hintMs = 0 } = applied;
  const now = clock.now();
  const min = minDelay(limits);
  const { maxDelayMs = DEFAULT_LIMITS.maxDelayMs } = limits;
  const max = Math.max(min, Math.min(maxDelayMs, Number.MAX_SAFE_INTEGER));
  // `maxDelayMs` can be Infinity. The grace period or the deadline then limits the delay.
  const random = clock.random() * (Math.min(max, min * 1.5 ** state.unchanged) - min);
  // The times of a state are rounded up to whole milliseconds.
  const graceLeftMs = Math.floor(graceEnd(limits, applied) - now);
  // The delay ends with the grace period, so that the last poll comes at its end.
  const delay = Math.min(kind === "indeterminate" ? max : min + random, graceLeftMs);
  const next = now + Math.max(min, delay, hintMs * (1 + clock.random() / 10));

  if (kind === "fatal" || graceLeftMs <= 0)
    return { due: next, end: kind === "indeterminate" || kind === "not-found" ? kind : "fault" };
  // If the next poll would leave no time for its answer, it is made earlier, as far as the limits allow.
  const last = Math.max(now + Math.max(min, hintMs), deadline - min);
  const due = Math.min(next, last);
  return due < deadline ? { due, end: undefined } : { due: next, end: "timeout" };
}

/** Until when such an answer is tolerated. */
function graceEnd(limits: Limits, { kind, state }: AppliedAnswer): number {
  if (kind === "indeterminate")
    return state.since + (limits.indeterminateGraceMs ?? DEFAULT_LIMITS.indeterminateGraceMs);
  if (kind === "not-found") return state.since + (limits.notFoundGraceMs ?? DEFAULT_LIMITS.notFoundGraceMs);
  if (kind === "transient") return (state.failing ?? Infinity) + (limits.faultGraceMs ?? DEFAULT_LIMITS.faultGraceMs);
  return Infinity;
}
