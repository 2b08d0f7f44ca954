import { digitsOf, type Json } from "../json.js";

/**
 * A value as messages show it, cut where it is long.
 *
 * @param isQuoted Whether a text has its quotes.
 */
export function formatValue(value: Json | undefined, max = 100, isQuoted = true): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" && !isQuoted ? value : JSON.stringify(value, digitsOf);
  return text.length > max ? `${text.slice(0, max)}…` : text;
}
