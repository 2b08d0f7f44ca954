/** One request on which one or more jobs depend: it is aborted once none of them wants it any more. */
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
