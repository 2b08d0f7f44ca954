import { readFile } from "node:fs/promises";
import { maintenanceOf } from "../drift/maintenance.js";
import { countLevels, worstLevel } from "../drift/describe.js";
import { renderMarkdown } from "../drift/render/markdown.js";
import type { Report } from "../drift/report.js";
import { describe, type ErrorCode, ToolchainError } from "../errors.js";
import { ownMember } from "../json.js";
import type { CommandContext } from "./context.js";
import { createGitHubClient } from "../github/client.js";
import { planComment, readComments, takeCommentStep } from "../github/comments.js";
import { type GitHubEnvironment, readGitHubEnvironment } from "../github/environment.js";
import { addToSummary, setOutputs } from "../github/step-files.js";

const mark = "specloom drift";

/** Errors that leave out the comment alone: the token of a fork may only read, and GitHub's faults pass. */
const tolerated = new Set<ErrorCode>(["github/refused", "github/limited", "github/unavailable"]);

/**
 * Reports the changes to the pull request of this run: in the job's summary, and in one comment that later runs update.
 * With a read-only token, as forks have, and where GitHub fails, only the summary is written.
 *
 * @throws {ToolchainError} `github/environment`, `network/unreachable`; `github/not-found`, `github/invalid` and
 * `github/response`, which a person has to repair.
 */
export async function commentOnPullRequest(
  reports: readonly Report[],
  { env, network, terminal }: Pick<CommandContext, "env" | "network" | "terminal">,
): Promise<void> {
  const environment = readGitHubEnvironment(env);
  const markdown = renderMarkdown(reports);
  await addToSummary(environment, markdown);
  await setOutputs(environment, { level: worstLevel(countLevels(reports)) });
  const number = await pullRequestNumber(environment);
  if (number === undefined) {
    terminal.err("No comment: this run is not for a pull request.\n");
    return;
  }
  const isSilent = reports.every((report) => report.findings.length === 0 && maintenanceOf(report).length === 0);
  try {
    const client = createGitHubClient(environment, network);
    const step = planComment(mark, markdown, await readComments(client, number));
    // A report without changes only replaces an older comment.
    if (step === undefined || (isSilent && step.kind === "create")) return;
    await takeCommentStep(client, number, step);
  } catch (error) {
    if (!(error instanceof ToolchainError) || !tolerated.has(error.code)) throw error;
    terminal.err(`No comment: ${describe(error.code).title} (${error.message}).\n`);
  }
}

/** The number of the event's pull request. */
async function pullRequestNumber({ event }: GitHubEnvironment): Promise<number | undefined> {
  if (event === undefined) return undefined;
  const number = ownMember(ownMember(JSON.parse(await readFile(event, "utf8")), "pull_request"), "number");
  return typeof number === "number" ? number : undefined;
}
