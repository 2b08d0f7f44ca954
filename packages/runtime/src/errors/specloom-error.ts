import { oneLine } from "./one-line.js";

/** The fields of any value; undefined where it has none. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * Base of every error that the runtime creates. An abort rejects with the reason of the signal instead. The message is one
 * line of at most 500 characters, because it may have texts of a server.
 */
export class SpecloomError extends Error {
  static {
    brand(this, "SpecloomError");
  }

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(oneLine(message), options);
  }

  /**
   * Plain JSON, for logs and journals: `name`, `message`, `code` (an HTTP status, or the code of a cause such as
   * `ECONNRESET`), and, if the error has them, `job`, `snapshot` and `started`.
   */
  toJSON(): Fields {
    const { name, message, job, snapshot, started }: Fields = Object(this);
    return { name, message, code: codeOf(this), job, snapshot, started };
  }
}

/** The status or code of an error, else that of its outcome or cause. */
export function codeOf(error: unknown, depth = 3): string | number | undefined {
  const { status, code, outcome, cause }: Fields = Object(error);
  const own = [status, code].find((value) => typeof value === "string" || typeof value === "number");
  if (own !== undefined || depth === 1) return own;
  const { error: inner = cause }: Fields = Object(outcome);
  return inner === undefined ? undefined : codeOf(inner, depth - 1);
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
      return this === type ? mark in Object(candidate) : Function.prototype[Symbol.hasInstance].call(this, candidate);
    },
  });
}
