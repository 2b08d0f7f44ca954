import { compareText, isObject } from "../json.js";

/** A value as JSON, whatever the order of its keys. A bigint is its digits with an `n`. Empty for undefined. */
export function jsonText(value: unknown): string {
  if (typeof value === "bigint") return `"${value}n"`;
  if (Array.isArray(value)) return `[${value.map((item: unknown) => jsonText(item) || "null").join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  const members = Object.keys(value)
    .toSorted(compareText)
    .filter((key) => value[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${jsonText(value[key])}`);
  return `{${members.join()}}`;
}
