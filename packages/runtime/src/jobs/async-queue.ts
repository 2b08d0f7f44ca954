interface PendingRead<T, R> {
  readonly resolve: (result: IteratorResult<T, R | undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** A queue that an iterator reads. Values and calls of `next()` may come in any order. */
export class AsyncQueue<T, R = undefined> {
  readonly #values: T[] = [];
  readonly #reads: PendingRead<T, R>[] = [];
  /** What the read after the last value gets, once; later ones get `undefined`. */
  #end: ((read: PendingRead<T, R>) => void) | undefined;

  /** Appends a value. */
  add(value: T): void {
    if (this.#end === undefined) this.#values.push(value);
    this.#serve();
  }

  /** Replaces all unread values. */
  replace(value: T): void {
    this.#values.length = 0;
    this.add(value);
  }

  /** Ends the iteration after the unread values. The iterator returns `value`. */
  close(value?: R): void {
    this.#finish((read) => read.resolve({ done: true, value }));
  }

  /** Ends the iteration after the unread values with an error. */
  fail(error: unknown): void {
    this.#finish((read) => read.reject(error));
  }

  /** Drops the unread values and ends the iteration. */
  clear(): void {
    this.#values.length = 0;
    this.#end = undefined;
    this.close();
  }

  next(): Promise<IteratorResult<T, R | undefined>> {
    return new Promise((resolve, reject) => {
      this.#reads.push({ resolve, reject });
      this.#serve();
    });
  }

  #finish(end: (read: PendingRead<T, R>) => void): void {
    this.#end ??= end;
    this.#serve();
  }

  #serve(): void {
    for (let read = this.#reads[0]; read !== undefined; read = this.#reads[0]) {
      const isEmpty = this.#values.length === 0;
      if (isEmpty && this.#end === undefined) return;
      this.#reads.shift();
      for (const value of this.#values.splice(0, 1)) read.resolve({ done: false, value });
      if (!isEmpty) continue;
      this.#end?.(read);
      this.#end = ({ resolve }) => resolve({ done: true, value: undefined });
    }
  }
}
