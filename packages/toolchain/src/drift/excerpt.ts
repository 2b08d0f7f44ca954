import type { SourceDocument } from "../openapi/document.js";
import { printYaml } from "../document/print.js";
import { formatPointer, isObject, type Json, parsePointer, valueAt } from "../json.js";

/** How many lines of a value a report shows. */
const lines = 14;

/**
 * What a document has at a pointer, as YAML below its own key, cut short; undefined where it has nothing there. Of a
 * property, the list that requires it is part of it.
 */
export function excerpt({ value }: SourceDocument, pointer: string): string | undefined {
  const tokens = parsePointer(pointer);
  const key = tokens.at(-1);
  const found = key === undefined ? undefined : valueAt(value, pointer);
  if (key === undefined || found === undefined) return undefined;
  const shown = shallow(found, 3);
  const isItem = Array.isArray(valueAt(value, formatPointer(tokens.slice(0, -1))));
  const all = printYaml(isItem ? [shown] : { ...requirement(value, tokens), [key]: shown })
    .trimEnd()
    .split("\n");
  return all.length > lines ? [...all.slice(0, lines - 1), "…"].join("\n") : all.join("\n");
}

/** `required` of the schema that a property is of, as far as it names that property. */
function requirement(document: Json, tokens: readonly string[]): { readonly required?: Json } {
  const key = tokens.at(-1) ?? "";
  if (tokens.at(-2) !== "properties") return {};
  const required = valueAt(document, formatPointer([...tokens.slice(0, -2), "required"]));
  return Array.isArray(required) && required.includes(key) ? { required: [key] } : {};
}

/** The outer levels of a value: what is further in would be cut anyway. */
function shallow(value: Json, depth: number): Json {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, lines).map((item) => shallow(item, depth - 1));
  const entries = Object.entries(value).slice(0, lines);
  return isObject(value) ? Object.fromEntries(entries.map(([key, item]) => [key, shallow(item, depth - 1)])) : value;
}
