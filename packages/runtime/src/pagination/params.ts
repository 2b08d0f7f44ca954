import { tokens } from "../pointer.js";
import type { Params } from "../requester.js";

/** A copy of `params` with another value at a JSON pointer. What the caller gave stays as it is. */
export function withValue(params: Params, pointer: string, value: unknown): Params {
  return write(params, tokens(pointer), value);
}

function write(target: object, [key = "", ...rest]: readonly string[], value: unknown): Params {
  const inner: unknown = Reflect.get(target, key);
  const copy = rest.length === 0 ? value : write(typeof inner === "object" ? (inner ?? {}) : {}, rest, value);
  return { ...target, [key]: copy };
}
