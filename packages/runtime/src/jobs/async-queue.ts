interface PendingRead<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** Hands values to an iterator's `next()`, whichever of the two comes first. No promise exists before it is asked for. */
export class AsyncQueue<T> {
  readonly #values: T[] = [];
  readonly #reads: PendingRead<T>[] = [];
  #closed = false;
  #failure: { readonly error: unknown } | undefined;

  /** Adds a value behind those not read yet. */
  add(value: T): void {
    if (!this.#closed) this.#values.push(value);
    this.#serve();
  }

  /** Puts a value in place of those not read yet. */
  replace(value: T): void {
    this.#values.length = 0;
    this.add(value);
  }

  /** Ends the iteration once the values are read: with an error, which is given once, or without. */
  close(failure?: { readonly error: unknown }): void {
    this.#failure = failure;
    this.#closed = true;
    this.#serve();
  }

  /** Ends the iteration at once. */
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
