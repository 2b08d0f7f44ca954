/** A value as JSON, which cannot hold a bigint: it is its digits with an `n`. Empty for undefined. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : item)) ?? "";
}
