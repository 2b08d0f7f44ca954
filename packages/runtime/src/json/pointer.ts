/**
 * The value at a JSON pointer (RFC 6901, section 4); undefined if the pointer leads nowhere. `""` is the whole value.
 * Only own properties are followed.
 */
export function readPointer(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of pointerTokens(pointer)) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, token)) return undefined;
    current = Reflect.get(current, token);
  }
  return current;
}

/** The reference tokens of a JSON pointer, unescaped. */
export function pointerTokens(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

type JsonObject = Readonly<Record<string, unknown>>;

/** A copy of an object with another value at a JSON pointer. The original does not change. */
export function withPointerValue(target: JsonObject, pointer: string, value: unknown): JsonObject {
  return withTokenValue(target, pointerTokens(pointer), value);
}

function withTokenValue(target: object, [key = "", ...rest]: readonly string[], value: unknown): JsonObject {
  const inner: unknown = Reflect.get(target, key);
  const copy = rest.length === 0 ? value : withTokenValue(typeof inner === "object" ? (inner ?? {}) : {}, rest, value);
  return { ...target, [key]: copy };
}
