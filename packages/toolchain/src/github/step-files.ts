import { appendFile } from "node:fs/promises";
import type { GitHubEnvironment } from "./environment.js";

/** Appends Markdown to the job's summary; does nothing outside GitHub Actions. */
export async function addToSummary({ summary }: Pick<GitHubEnvironment, "summary">, markdown: string): Promise<void> {
  if (summary !== undefined) await appendFile(summary, `${markdown.trimEnd()}\n\n`);
}

/** Sets the step's outputs, each on one line; does nothing outside GitHub Actions. */
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
