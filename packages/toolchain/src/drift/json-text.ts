import { compareText, isObject } from "../json.js";

/** A value as JSON, whatever the order of its keys. A bigint is its digits with an `n`. Empty for undefined. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : sorted(item))) ?? "";
}

function sorted(value: unknown): unknown {
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.length < 2) return value;
  return Object.fromEntries(keys.toSorted(compareText).map((key) => [key, value[key]]));
}
