/** Base of every error that the runtime creates. An abort rejects with the reason of the signal instead. */
export class SpecloomError extends Error {
  static {
    brand(this, "SpecloomError");
  }

  /**
   * Plain JSON, for logs and journals: `name`, `message`, `code` (an HTTP status, or the code of a cause such as
   * `ECONNRESET`), and, if the error has them, `job`, `snapshot` and `started`.
   */
  toJSON(): Readonly<Record<string, unknown>> {
    const { name, message } = this;
    const known = Object.fromEntries(["job", "snapshot", "started"].map((key) => [key, Reflect.get(this, key)]));
    return { name, message, code: codeOf(this), ...known };
  }
}

/** Where an error has a code, or its causes do. */
function codeOf(error: unknown, depth = 3): string | number | undefined {
  if (typeof error !== "object" || error === null || depth === 0) return undefined;
  const outcome: unknown = Reflect.get(error, "outcome");
  for (const code of [Reflect.get(error, "status"), Reflect.get(error, "code")])
    if (typeof code === "number" || typeof code === "string") return code;
  const inner: unknown = typeof outcome === "object" && outcome !== null ? Reflect.get(outcome, "error") : undefined;
  return codeOf(inner ?? Reflect.get(error, "cause"), depth - 1);
}

/**
 * Sets the name of an error class. `instanceof` then works across two copies of the runtime in one bundle, because they
 * share the `Symbol.for` registry. Classes that a user derives keep the ordinary prototype check.
 */
export function brand(type: { readonly prototype: object }, name: string): void {
  const mark = Symbol.for(`@specloom/runtime/${name}`);
  Object.defineProperties(type.prototype, {
    name: { value: name, configurable: true, writable: true },
    [mark]: { value: true },
  });
  Object.defineProperty(type, Symbol.hasInstance, {
    value(this: unknown, candidate: unknown): boolean {
      if (typeof candidate !== "object" || candidate === null) return false;
      if (this === type) return mark in candidate;
      return Function.prototype[Symbol.hasInstance].call(this, candidate);
    },
  });
}
