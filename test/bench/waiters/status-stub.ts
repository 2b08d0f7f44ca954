/** A server of job statuses without a network: every job succeeds when it has been asked about so many times. */
export class StatusStub {
  /** Requests answered so far. */
  answered = 0;
  /** The most requests that were open at once. */
  mostInFlight = 0;
  readonly #polls: number;
  readonly #asked = new Map<string, number>();
  #open: (() => void)[] = [];

  constructor(polls: number) {
    this.#polls = polls;
  }

  /** Answers in a later turn of the event loop, as a network does, together with all that were asked in this one. */
  async status(id: string): Promise<"running" | "succeeded"> {
    const asked = (this.#asked.get(id) ?? 0) + 1;
    this.#asked.set(id, asked);
    await new Promise<void>((resolve) => {
      if (this.#open.push(resolve) === 1) setImmediate(() => this.#answer());
      this.mostInFlight = Math.max(this.mostInFlight, this.#open.length);
    });
    return asked < this.#polls ? "running" : "succeeded";
  }

  #answer(): void {
    const open = this.#open;
    this.#open = [];
    this.answered += open.length;
    for (const resolve of open) resolve();
  }
}
