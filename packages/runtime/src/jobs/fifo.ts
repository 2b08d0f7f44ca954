/**
 * A first-in, first-out queue without duplicates. Any member can be removed, and each operation takes constant time.
 */
export class Fifo<T> {
  readonly #members = new Set<T>();
  // A set iterator follows later changes. A new one for each call would skip all removed members again.
  #cursor = this.#members.values();

  get size(): number {
    return this.#members.size;
  }

  add(member: T): void {
    this.#members.add(member);
  }

  delete(member: T): boolean {
    return this.#members.delete(member);
  }

  /** Removes and returns the first member. */
  shift(): T | undefined {
    let step = this.#cursor.next();
    if (step.done === true) {
      // An iterator that has ended does not see new members.
      this.#cursor = this.#members.values();
      step = this.#cursor.next();
    }
    if (step.done === true) return undefined;
    this.#members.delete(step.value);
    return step.value;
  }
}
