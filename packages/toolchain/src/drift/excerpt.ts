import type { SourceDocument } from "../openapi/document.js";
import { printYaml } from "../document/print.js";
import { formatPointer, isObject, type Json, parsePointer, valueAt } from "../json.js";

/** The number of lines of an excerpt. */
const MAX_LINES = 14;

/**
 * The value at a pointer as YAML below its key, shortened; undefined where the document has none. For a property, the
 * `required` list is included where it names the property.
 */
export function excerpt({ value }: SourceDocument, pointer: string): string | undefined {
  const tokens = parsePointer(pointer);
  const key = tokens.at(-1);
  const found = key === undefined ? undefined : valueAt(value, pointer);
  if (key === undefined || found === undefined) return undefined;
  const outer = outerLevels(found, 3);
  const isItem = Array.isArray(valueAt(value, formatPointer(tokens.slice(0, -1))));
  const all = printYaml(isItem ? [outer] : { ...requiredEntry(value, tokens), [key]: outer })
    .trimEnd()
    .split("\n");
  return all.length > MAX_LINES ? [...all.slice(0, MAX_LINES - 1), "…"].join("\n") : all.join("\n");
}

/** `required` of the property's schema, reduced to that property. */
function requiredEntry(document: Json, tokens: readonly string[]): { readonly required?: Json } {
  const key = tokens.at(-1) ?? "";
  if (tokens.at(-2) !== "properties") return {};
  const required = valueAt(document, formatPointer([...tokens.slice(0, -2), "required"]));
  return Array.isArray(required) && required.includes(key) ? { required: [key] } : {};
}

/** The outer levels of a value; the inner ones would not fit. */
function outerLevels(value: Json, depth: number): Json {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, MAX_LINES).map((item) => outerLevels(item, depth - 1));
  const entries = Object.entries(value).slice(0, MAX_LINES);
  return isObject(value)
    ? Object.fromEntries(entries.map(([key, item]) => [key, outerLevels(item, depth - 1)]))
    : value;
}
