/** First in, first out, without repeats; any member can leave at once, and no operation depends on the length. */
export class Fifo<T> {
  readonly #members = new Set<T>();
  // Set iterators are live. Starting over at each turn would walk past all that has left.
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

  /** Takes the first member out. */
  shift(): T | undefined {
    let step = this.#cursor.next();
    if (step.done === true) {
      // An iterator that has ended stays ended.
      this.#cursor = this.#members.values();
      step = this.#cursor.next();
    }
    if (step.done === true) return undefined;
    this.#members.delete(step.value);
    return step.value;
  }
}
