import type { Tally } from "./fleet.js";

/** A table of Markdown of what became of the waits. */
export function tallyTable(rows: readonly (readonly [title: string, tally: Tally])[]): string {
  const head = ["Disturbance", "Waits", "Lost", "Started twice", "Settled twice", "Handled twice", "Uncertain", "s"];
  const lines = rows.map(([title, tally]) => {
    const { waits, lost, startedTwice, settledTwice, handledTwice, uncertain, seconds } = tally;
    return [title, waits, lost, startedTwice, settledTwice, handledTwice, uncertain, seconds];
  });
  const text = (cells: readonly unknown[]): string => `| ${cells.join(" | ")} |`;
  return [text(head), text(head.map(() => "---")), ...lines.map(text)].join("\n");
}
