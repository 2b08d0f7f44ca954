import type { SourceDocument } from "../document/document.js";
import { printYaml } from "../document/print.js";
import { isObject, type Json, parsePointer, valueAt } from "../json.js";

/** How many lines of a value a report shows. */
const lines = 14;

/** What a document has at a pointer, as YAML below its own key, cut short; undefined where it has nothing there. */
export function excerpt({ value }: SourceDocument, pointer: string): string | undefined {
  const found = pointer === "" ? undefined : valueAt(value, pointer);
  if (found === undefined) return undefined;
  const key = parsePointer(pointer).at(-1) ?? "";
  const all = printYaml({ [key]: shallow(found, 3) })
    .trimEnd()
    .split("\n");
  return all.length > lines ? [...all.slice(0, lines - 1), "…"].join("\n") : all.join("\n");
}

/** The outer levels of a value: what is further in would be cut anyway. */
function shallow(value: Json, depth: number): Json {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, lines).map((item) => shallow(item, depth - 1));
  const entries = Object.entries(value).slice(0, lines);
  return isObject(value) ? Object.fromEntries(entries.map(([key, item]) => [key, shallow(item, depth - 1)])) : value;
}
