/** One answer of a made-up server. */
export type Event =
  | { readonly kind: "state"; readonly state: string; readonly hintMs?: number }
  | { readonly kind: "transient"; readonly hintMs?: number }
  | { readonly kind: "too-many"; readonly hintMs?: number }
  | { readonly kind: "not-found" };

export interface ModelLimits {
  readonly min: number;
  readonly max: number;
  readonly indeterminateGrace: number;
  readonly notFoundGrace: number;
  readonly faultGrace: number;
  readonly deadline: number;
}

export interface Predicted {
  readonly end: string;
  readonly times: readonly number[];
}

const TERMINAL = new Map([
  ["done", "succeeded"],
  ["some", "partial"],
  ["broken", "failed"],
  ["gone", "cancelled"],
]);
const PENDING = new Set(["queued", "running"]);

/**
 * What a wait does, in the plainest words: a loop over the answers with a clock that is a number, where chance is
 * always 0 (every delay is the shortest allowed) and answers take no time. Written from the statements alone.
 */
export function predict(events: readonly Event[], limits: ModelLimits): Predicted {
  const times: number[] = [];
  let now = 0;
  let failing: number | undefined;
  let lost: { kind: string; since: number } | undefined;
  for (let index = 0; ; index++) {
    const event = events[Math.min(index, events.length - 1)];
    if (event === undefined) throw new Error("a server answers at least once");
    times.push(now);
    let delay = limits.min;
    if (event.kind === "state") {
      failing = undefined;
      const terminal = TERMINAL.get(event.state);
      if (terminal !== undefined) return { end: terminal, times };
      if (PENDING.has(event.state)) lost = undefined;
    }
    if (event.kind === "transient") {
      failing ??= now;
      const left = failing + limits.faultGrace - now;
      if (left <= 0) return { end: "fault", times };
      delay = Math.max(limits.min, Math.min(limits.min, left));
    }
    const doubt =
      event.kind === "not-found" || (event.kind === "state" && !PENDING.has(event.state)) ? event.kind : undefined;
    if (doubt !== undefined) {
      if (lost?.kind !== doubt) lost = { kind: doubt, since: now };
      const left = lost.since + (doubt === "state" ? limits.indeterminateGrace : limits.notFoundGrace) - now;
      if (left <= 0) return { end: doubt === "state" ? "indeterminate" : "not-found", times };
      delay = Math.max(limits.min, Math.min(doubt === "state" ? limits.max : limits.min, left));
    }
    const hint = event.kind === "not-found" ? 0 : (event.hintMs ?? 0);
    delay = Math.max(delay, hint);
    const earliest = now + Math.max(limits.min, hint);
    const next = Math.min(now + delay, Math.max(earliest, limits.deadline - limits.min));
    if (next >= limits.deadline) return { end: "timeout", times };
    now = next;
  }
}
