import { cell, table } from "./markdown.js";
import type { ReadFile } from "./read-file.js";
import { runtimeExports } from "./runtime-exports.js";

/** What the runtime exports, of one kind: `class`, `function`, `type` or `value`. */
export function exportTable(kind: string, read: ReadFile): string {
  const rows = runtimeExports(read)
    .filter((exported) => exported.kind === kind)
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, documentation }) => [`\`${name}\``, cell(documentation)]);
  if (rows.length === 0) throw new Error(`the runtime exports no ${kind}`);
  return table(["Name", "What"], rows);
}
