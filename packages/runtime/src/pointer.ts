/**
 * The value at a JSON pointer (RFC 6901, section 4), or undefined where the pointer names nothing.
 * `""` is the whole value. Only own properties are followed.
 */
export function read(value: unknown, pointer: string): unknown {
  let current = value;
  for (const token of tokens(pointer)) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, token)) return undefined;
    current = Reflect.get(current, token);
  }
  return current;
}

/** The reference tokens of a JSON pointer, unescaped. */
export function tokens(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}
