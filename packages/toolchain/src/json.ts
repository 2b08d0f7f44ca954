/** A JSON value. Integers beyond ±(2⁵³−1) are read as bigint, so that no digit is lost. */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The reference tokens of a JSON pointer (RFC 6901), unescaped. `""` has none. */
export function parsePointer(pointer: string): string[] {
  const tokens = pointer.split("/");
  tokens.shift();
  return pointer.includes("~") ? tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~")) : tokens;
}

/** A JSON pointer (RFC 6901) from its tokens. */
export function formatPointer(tokens: readonly (string | number)[]): string {
  let pointer = "";
  for (const token of tokens) pointer = pointerBelow(pointer, token);
  return pointer;
}

/**
 * A JSON pointer one level deeper. It is called for every object of a document, so the common case without escapes is
 * fast.
 */
export function pointerBelow(pointer: string, token: string | number): string {
  if (typeof token === "number" || !/[~/]/.test(token)) return `${pointer}/${token}`;
  return `${pointer}/${token.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The value at a pointer, own properties only; undefined where there is none. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let current: Json | undefined = value;
  for (const token of parsePointer(pointer)) {
    if (Array.isArray(current)) current = /^(0|[1-9]\d*)$/.test(token) ? current[Number(token)] : undefined;
    else if (isObject(current)) current = Object.hasOwn(current, token) ? current[token] : undefined;
    else return undefined;
  }
  return current;
}

/** The value of a map for a pointer, else for its nearest parent, with the path from there. */
export function nearestPlace<Value>(
  places: ReadonlyMap<string, Value>,
  pointer: string,
  prefix = "",
): { readonly found: Value; readonly rest: string } | undefined {
  for (let end = pointer.length; ; end = pointer.lastIndexOf("/", end - 1)) {
    const found = places.get(prefix + pointer.slice(0, end));
    if (found !== undefined) return { found, rest: pointer.slice(end) };
    if (end === 0) return undefined;
  }
}

/** A replacer for `JSON.stringify`, which cannot print a bigint; prints its digits in quotes. */
export function digitsOf(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** Code-unit order, which does not depend on the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sets an own property, also `__proto__`, which an assignment would treat as the prototype. */
export function setOwn(object: JsonObject, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Maps the members of an object; returns the object itself where nothing changes. */
export function mapMembers(object: JsonObject, change: (member: Json, key: string) => Json): JsonObject {
  let copy: JsonObject | undefined;
  for (const key of Object.keys(object)) {
    const value = object[key] ?? null;
    const changed = change(value, key);
    if (changed !== value) setOwn((copy ??= { ...object }), key, changed);
  }
  return copy ?? object;
}

/** Maps the items of a list; returns the list itself where nothing changes. */
export function mapItems(items: Json[], change: (item: Json, index: number) => Json): Json[] {
  let copy: Json[] | undefined;
  for (const [index, item] of items.entries()) {
    const changed = change(item, index);
    if (changed !== item) (copy ??= [...items])[index] = changed;
  }
  return copy ?? items;
}

/** An own member of a parsed JSON value; undefined where there is none. */
export function ownMember(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
