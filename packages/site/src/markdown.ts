/** Text in a cell of a Markdown table, or in a heading: one line, nothing in it is markup of the page. */
export function cell(text: string): string {
  return outsideCode(text.replaceAll(/\s+/gu, " ").trim(), (part) =>
    part.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("{{", "&#123;&#123;"),
  ).replaceAll("|", "\\|");
}

/** A Markdown table. The cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The anchor of a heading, by which links reach it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll("`", "")
    .replaceAll(/[^\p{L}\p{N}_]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "")
    .replace(/^(?=\d)/u, "_");
}

/** Changes what stands outside code spans. */
function outsideCode(text: string, change: (part: string) => string): string {
  return text
    .split(/(`[^`]+`)/u)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
}
