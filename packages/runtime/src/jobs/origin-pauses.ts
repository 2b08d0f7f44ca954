/** The longest delay between two requests after a pause. */
const MAX_SPREAD_MS = 250;

interface Pause {
  readonly until: number;
  /** The delay between two requests after the pause. */
  readonly spreadMs: number;
  /** The start of the next request that waits for the end of the pause. */
  next: number;
}

/** The pauses that servers have asked for with a 429, by origin. Times are on the monotonic clock. */
export class OriginPauses {
  /** How many jobs are waited for. The more they are, the closer their requests after a pause. */
  jobs = 0;
  readonly #pauses = new Map<string, Pause>();

  /** No request to the origin starts for a number of milliseconds. Then they start one after another. */
  add(origin: string, now: number, milliseconds: number): void {
    const until = now + milliseconds;
    if (this.end(origin, now) >= until) return;
    const spreadMs = Math.min(MAX_SPREAD_MS, milliseconds / Math.max(1, this.jobs));
    this.#pauses.set(origin, { until, next: until, spreadMs });
  }

  /** The end of the pause of an origin; `now` if there is none. */
  end(origin: string, now: number): number {
    const pause = this.#pauses.get(origin);
    if (pause === undefined) return now;
    if (pause.until > now) return pause.until;
    this.#pauses.delete(origin);
    return now;
  }

  /** When the next request to an origin may start: `now`, or a time after its pause that nobody else gets. */
  claim(origin: string, now: number): number {
    if (this.end(origin, now) <= now) return now;
    const pause = this.#pauses.get(origin);
    if (pause === undefined) return now;
    const start = pause.next;
    pause.next += pause.spreadMs;
    return start;
  }
}
