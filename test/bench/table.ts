/** A table for people. Cells are text already: a figure's digits are the business of who knows its unit. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The table as lines of text: the first column to the left, figures to the right. */
export function renderTable({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows];
  const widths = columns.map((_, place) => Math.max(...lines.map((cells) => (cells[place] ?? "").length)));
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  const [head, ...body] = lines.map((cells) =>
    widths
      .map((width, place) => (place === 0 ? (cells[place] ?? "").padEnd(width) : (cells[place] ?? "").padStart(width)))
      .join("  ")
      .trimEnd(),
  );
  return [title, "", head, rule, ...body, ""].join("\n");
}

/** A whole number with separators, such as `12,345`. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** A figure with so many digits after its point. */
export function fixed(value: number, digits: number): string {
  return value.toFixed(digits);
}

export function ratio(value: number): string {
  return `${value.toFixed(2)} ×`;
}
