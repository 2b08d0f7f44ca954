/** Header values by name; `null` removes a header that was set earlier. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>;

/** Header values by lower-case name. Of two names that differ only in case, the later value wins, `null` included. */
export function mergeHeaders(...layers: readonly (HeaderValues | undefined)[]): Record<string, string | null> {
  const merged: Record<string, string | null> = {};
  for (const layer of layers) {
    for (const name in layer) {
      const value = layer[name];
      if (value !== undefined) merged[name.toLowerCase()] = value;
    }
  }
  return merged;
}

/** Whether HTTP allows the value as that of a header (RFC 9110, section 5.5). */
export function isHeaderText(value: unknown): value is string {
  return typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}
