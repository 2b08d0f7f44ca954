interface PendingRead<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** A queue that an iterator reads. Values and calls of `next()` may come in any order. */
export class AsyncQueue<T> {
  readonly #values: T[] = [];
  readonly #reads: PendingRead<T>[] = [];
  #closed = false;
  #failure: { readonly error: unknown } | undefined;

  /** Appends a value. */
  add(value: T): void {
    if (!this.#closed) this.#values.push(value);
    this.#serve();
  }

  /** Replaces all unread values. */
  replace(value: T): void {
    this.#values.length = 0;
    this.add(value);
  }

  /** Ends the iteration after the unread values. An error is thrown once. */
  close(failure?: { readonly error: unknown }): void {
    this.#failure = failure;
    this.#closed = true;
    this.#serve();
  }

  /** Drops the unread values and ends the iteration. */
  clear(): void {
    this.#values.length = 0;
    this.close();
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve, reject) => {
      this.#reads.push({ resolve, reject });
      this.#serve();
    });
  }

  #serve(): void {
    while (this.#reads.length > 0 && (this.#values.length > 0 || this.#closed)) {
      const request = this.#reads.shift();
      const failure = this.#failure;
      if (this.#values.length > 0) {
        for (const value of this.#values.splice(0, 1)) request?.resolve({ done: false, value });
      } else if (failure === undefined) {
        request?.resolve({ done: true, value: undefined });
      } else {
        this.#failure = undefined;
        request?.reject(failure.error);
      }
    }
  }
}
