import type { Format } from "./commands/drift.js";
import type { ReportedLevel } from "../drift/describe.js";
import { renderChangeset } from "../drift/render/changeset.js";
import { renderGitHub } from "../drift/render/github.js";
import { renderHtml } from "../drift/render/html.js";
import { renderJson } from "../drift/render/json.js";
import { renderMarkdown } from "../drift/render/markdown.js";
import { renderSarif } from "../drift/render/sarif.js";
import type { Paint } from "../drift/render/terminal-group.js";
import { renderTerminal } from "../drift/render/terminal.js";
import type { Report } from "../drift/report.js";
import { readManifest } from "./manifest.js";
import { paint, type Style } from "../paint.js";
import type { Terminal } from "./terminal.js";

/**
 * A report's text.
 *
 * @param isAll Whether formats that leave findings out list all of them.
 */
export function render(reports: readonly Report[], format: Format, terminal: Terminal, isAll: boolean): string {
  switch (format) {
    case "terminal":
      return `${renderTerminal(reports, painter(terminal), isAll, terminal.columns)}\n`;
    case "json":
      return renderJson(reports);
    case "markdown":
      return renderMarkdown(reports, isAll);
    case "github":
      return renderGitHub(reports);
    case "changeset":
      return renderChangeset(reports);
    case "html":
      return renderHtml(reports);
    case "sarif":
      return renderSarif(reports, readManifest().version);
  }
}

const styles: Readonly<Record<ReportedLevel | "strong" | "dim", Style>> = {
  breaking: "red",
  review: "yellow",
  "non-breaking": "green",
  docs: "cyan",
  strong: "bold",
  dim: "dim",
};

function painter(terminal: Terminal): Paint {
  return (style, text) => paint(terminal, styles[style], text);
}
