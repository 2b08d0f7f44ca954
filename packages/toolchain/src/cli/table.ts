import { oneLine } from "../visible.js";

/** The width of a cell, in characters. */
const MAX_CELL = 200;

/** Rows as aligned columns below their keys; numbers are aligned to the right. */
export function renderTable(
  rows: readonly Readonly<Record<string, string | number>>[],
  paintHeading: (heading: string) => string,
): string {
  const columns = Object.keys(rows[0] ?? {}).map((key) => {
    const cells = rows.map((row) => oneLine(String(row[key] ?? ""), MAX_CELL));
    const isNumber = rows.every((row) => typeof row[key] === "number");
    const width = Math.max(key.length, ...cells.map(({ length }) => length));
    const pad = (cell: string): string => (isNumber ? cell.padStart(width) : cell.padEnd(width));
    return { heading: paintHeading(pad(key)), cells: cells.map(pad) };
  });
  const lines = [
    columns.map(({ heading }) => heading),
    ...rows.map((_, index) => columns.map(({ cells }) => cells[index] ?? "")),
  ];
  return lines.map((cells) => cells.join("  ").trimEnd()).join("\n");
}
