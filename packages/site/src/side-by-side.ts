import { cell, table } from "./markdown.js";
import type { ReadFile } from "./read-file.js";

/** One tool in the comparison, as `scripts/compare-tools.ts` measured it. */
export interface ToolFigures {
  readonly name: string;
  /** With the version that was measured. */
  readonly packages: readonly string[];
  /** From an empty app to a client that can be imported. */
  readonly commands: readonly string[];
  /** Processor time of the generator's own command, median. */
  readonly seconds: number;
  readonly files: number;
  readonly lines: number;
  /** Lines of a user's code; see the pages' blocks. */
  readonly allItems: number;
  readonly waitForJob: number;
  /** Bytes, minified and gzipped, of both programs in one bundle. */
  readonly bundle: number;
}

export interface SideBySide {
  readonly measured: string;
  readonly tools: readonly ToolFigures[];
}

/** The saved comparison as a table, one column for each tool. */
export function sideBySideTable(_argument: string, read: ReadFile): string {
  const { measured, tools }: SideBySide = JSON.parse(read("packages/site/figures/side-by-side.json"));
  const row = (title: string, of: (tool: ToolFigures) => string): string[] => [title, ...tools.map(of)];
  const rows = [
    row("Packages", ({ packages }) => packages.join("<br>")),
    row("Commands", ({ commands }) => String(commands.length)),
    row("Processor seconds to generate", ({ seconds }) => seconds.toFixed(2)),
    row("Files", ({ files }) => String(files)),
    row("Lines in them", ({ lines }) => lines.toLocaleString("en-US")),
    row("Your lines for all items of a list", ({ allItems }) => String(allItems)),
    row("Your lines to start a job and wait for it", ({ waitForJob }) => String(waitForJob)),
    row("Bundle of both, minified and gzipped, bytes", ({ bundle }) => bundle.toLocaleString("en-US")),
  ];
  const typed = tools.map(({ name, commands }) => `- ${cell(name)}: ${commands.map(asCode).join(", ")}`);
  return [
    table(["What", ...tools.map(({ name }) => cell(name))], rows),
    "",
    `<small>Measured on ${cell(measured)} by <code>pnpm compare</code>.</small>`,
    "",
    "The commands, from an app to a client that can be imported:",
    "",
    ...typed,
  ].join("\n");
}

/** A command as code; a step that nobody types as it is. */
function asCode(step: string): string {
  return step.startsWith("np") ? `\`${step}\`` : step;
}
