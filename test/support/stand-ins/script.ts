/** One state of a job, and how long it lasts: some status requests, some milliseconds, or neither: one request. */
export type Stage<Fields> = Fields & { readonly polls?: number; readonly ms?: number };

/** A job that goes through its stages as it is asked, or as time passes. The last stage lasts for ever. */
export class ScriptedJob<Fields> {
  readonly #script: readonly Stage<Fields>[];
  readonly #now: () => number;
  #index = 0;
  #asked = 0;
  #entered: number;

  /** `now` gives milliseconds. Throws where the script has no stage. */
  constructor(script: readonly Stage<Fields>[], now: () => number) {
    if (script.length === 0) throw new RangeError("a script has at least one stage");
    this.#script = script;
    this.#now = now;
    this.#entered = now();
  }

  /** The stage that a status request is answered with. */
  poll(): Stage<Fields> {
    const stage = this.peek();
    this.#asked += 1;
    return stage;
  }

  /** The stage now, without having asked. */
  peek(): Stage<Fields> {
    for (;;) {
      const stage = this.#script[this.#index];
      if (stage === undefined) throw new RangeError("a script has at least one stage");
      if (this.#index === this.#script.length - 1 || !this.#isOver(stage)) return stage;
      this.#entered = stage.ms === undefined ? this.#now() : this.#entered + stage.ms;
      this.#index += 1;
      this.#asked = 0;
    }
  }

  #isOver({ polls, ms }: Stage<Fields>): boolean {
    if (ms !== undefined) return this.#now() >= this.#entered + ms;
    return this.#asked >= (polls ?? 1);
  }
}
