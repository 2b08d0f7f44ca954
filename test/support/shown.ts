import { inspect } from "node:util";

/** Everything in which a value may show itself. */
export function shown(value: unknown): string {
  const parts = [inspect(value, { depth: 12, showHidden: true }), inspect(value, { depth: 12, getters: true })];
  parts.push(String(value), JSON.stringify(value) ?? "");
  if (value instanceof Error) parts.push(value.stack ?? "", shown(value.cause));
  return parts.join("\n");
}
