import { appendFile } from "node:fs/promises";
import type { GitHubEnvironment } from "./environment.js";

/** Adds Markdown to the job's summary, where there is one. */
export async function addToSummary({ summary }: Pick<GitHubEnvironment, "summary">, markdown: string): Promise<void> {
  if (summary !== undefined) await appendFile(summary, `${markdown.trimEnd()}\n\n`);
}

/** Gives the step's outputs, each on one line, where something reads them. */
export async function setOutputs(
  { output }: Pick<GitHubEnvironment, "output">,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  if (output === undefined) return;
  await appendFile(
    output,
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
}
