const identities = new WeakMap<object, number>();
let identityCount = 0;

/**
 * A text that is equal for two values if a request sends the same for both: the order of keys, and keys without a
 * value, make no difference. Objects that are neither plain nor lists (a Blob, a stream) are equal only to themselves.
 * Unlike `JSON.stringify`, it takes every value, bigints and cycles included.
 */
export function valueKey(value: unknown, parents: readonly object[] = []): string {
  if (typeof value === "function") return `#${identityOf(value)}`;
  if (typeof value !== "object" || value === null) return typeof value === "string" ? quote(value) : literal(value);
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (parents.includes(value) || !isPlain(value)) return `#${identityOf(value)}`;
  const inner = [...parents, value];
  if (Array.isArray(value)) return `[${value.map((item) => valueKey(item, inner)).join()}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries
    .map(([name, item]) => `${quote(name)}:${valueKey(item, inner)}`)
    .toSorted()
    .join()}}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function literal(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : String(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

function identityOf(value: object): number {
  const identity = identities.get(value) ?? ++identityCount;
  identities.set(value, identity);
  return identity;
}
