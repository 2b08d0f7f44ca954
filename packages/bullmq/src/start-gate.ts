const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * How many starts a process has in flight. A crash makes each of them uncertain. After a start that failed, there is a
 * pause, which grows, and then one start at a time until one succeeds: an outage makes few starts uncertain.
 */
export class StartGate {
  readonly #limit: number;
  readonly #closing: AbortSignal;
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;
  #failures = 0;
  #closedUntil = 0;

  /** When `closing` is aborted, nobody enters any more. */
  constructor(limit: number, closing: AbortSignal) {
    this.#limit = limit;
    this.#closing = closing;
    closing.addEventListener("abort", () => this.#wake(), { once: true });
  }

  /** Resolves with true when the caller may start, and with the time to come back at where the gate is closed. */
  async enter(): Promise<true | number> {
    while (this.#inFlight >= this.#limit && !this.#isClosed() && !this.#closing.aborted) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    if (this.#closing.aborted) return Date.now();
    if (this.#isClosed()) return Math.max(this.#closedUntil, Date.now() + FIRST_PAUSE_MS / 4);
    this.#inFlight += 1;
    return true;
  }

  /** Must be called once after each `enter` that gave true. */
  leave(result: "started" | "refused" | "failed"): void {
    this.#inFlight -= 1;
    if (result === "started") this.#failures = 0;
    // Those that were in flight together fail together: they are one failure.
    if (result === "failed" && this.#closedUntil <= Date.now()) {
      this.#failures += 1;
      this.#closedUntil = Date.now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
    }
    this.#wake();
  }

  /** All look again: whether one may enter, or must come back later. */
  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #isClosed(): boolean {
    return this.#failures > 0 && (this.#closedUntil > Date.now() || this.#inFlight > 0);
  }
}
