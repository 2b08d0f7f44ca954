/** Base of every error that the runtime throws by itself. An abort rejects with the signal's own reason instead. */
export class SpecloomError extends Error {
  static {
    brand(this, "SpecloomError");
  }
}

/**
 * Names an error class and makes `instanceof` recognise its instances across two copies of the runtime: a bundle
 * that holds the package twice still has one `Symbol.for` registry. Classes that a user derives keep the ordinary
 * prototype check.
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
