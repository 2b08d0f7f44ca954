/** Every text in which a value may show itself: its own and inherited, hidden and nested properties, headers included. */
export function shown(value: unknown, seen: Set<object> = new Set()): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value)) return "";
  seen.add(value);
  const parts = [JSON.stringify(value) ?? "", value instanceof Error ? `${value.stack} ${String(value)}` : ""];
  if (value instanceof Headers) parts.push([...value].join());
  for (const name of Object.getOwnPropertyNames(value)) parts.push(name, shown(Reflect.get(value, name), seen));
  return parts.join("\n");
}
