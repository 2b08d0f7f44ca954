/** Base of every error that the runtime creates. An abort rejects with the reason of the signal instead. */
export class SpecloomError extends Error {
  static {
    brand(this, "SpecloomError");
  }
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
