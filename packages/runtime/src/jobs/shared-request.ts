/** A request that several jobs may share. It is aborted when none of them needs it any more. */
export class SharedRequest {
  readonly #controller = new AbortController();
  #users: number;

  constructor(users: number) {
    this.#users = users;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  release(): void {
    if (--this.#users === 0) this.#controller.abort();
  }
}
