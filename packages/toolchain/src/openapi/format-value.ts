import { digitsOf, type Json } from "../json.js";

/** A value as messages show it, cut where it is long. */
export function formatValue(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value, digitsOf);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
