/** Fails unless both are the same as JSON, keys in the same order. */
export function equal(got: unknown, want: unknown): void {
  const [left, right] = [got, want].map((value) => JSON.stringify(value) ?? "undefined");
  if (left !== right) throw new Error(`got ${left}, want ${right}`);
}

/** Fails where `holds` is false. */
export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** A class, abstract or not. */
type Type<T> = abstract new (...given: never[]) => T;

/** Fails unless `value` is an instance of `type`; gives it as one. */
export function instance<T>(value: unknown, type: Type<T>): T {
  check(value instanceof type, `want ${type.name}, got ${String(value)}`);
  return value;
}

/** Lets everything run that is queued, one macrotask long. */
export function macrotask(): Promise<void> {
  return pause(0);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Waits until something holds, ten seconds at most. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    check(tries < 500, "waited in vain");
    await pause(20);
  }
}
