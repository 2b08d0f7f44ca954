/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A copy of an object without the keys whose value is undefined. */
export function defined<T extends object>(value: T): T;
export function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}

/** A copy of a value as JSON holds it; undefined if JSON cannot hold it, as a bigint or a cycle. */
export function jsonCopy(value: unknown): Json | undefined {
  try {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The size of a value as JSON, in bytes of UTF-8. */
export function jsonBytes(value: Json | undefined): number {
  return value === undefined ? 0 : new TextEncoder().encode(JSON.stringify(value)).length;
}

/** The value with other texts; the value itself if `change` changes none of them. */
export function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withTexts(inner, change), inner] as const);
  if (entries.every(([, changed, inner]) => changed === inner)) return value;
  if (Array.isArray(value)) return entries.map(([, changed]) => changed);
  return Object.fromEntries(entries);
}
