import { takeCommentStep } from "../comments.js";
import type { GitHubClient } from "../client.js";
import type { Git } from "../git.js";
import { editPullRequest, openPullRequest, type PullRequest, setDraft } from "../pull-requests.js";
import type { Step } from "./steps.js";

/** The targets of the steps. */
export interface Places {
  readonly git: Git;
  /** Name of the git remote. */
  readonly remote: string;
  readonly client: GitHubClient;
}

/**
 * Takes steps in order.
 *
 * @param remote The existing pull request; undefined where the steps open one.
 * @returns The pull request of the steps.
 * @throws {ToolchainError} `github/…`, `network/unreachable`; the next run takes the remaining steps.
 */
export async function takeSteps(
  steps: readonly Step[],
  places: Places,
  remote: PullRequest | undefined,
): Promise<PullRequest | undefined> {
  let pull = remote;
  for (const step of steps) pull = await takeStep(step, places, pull);
  return pull;
}

async function takeStep(
  step: Step,
  { git, remote, client }: Places,
  pull: PullRequest | undefined,
): Promise<PullRequest | undefined> {
  if (step.kind === "push" || step.kind === "delete-branch") {
    const ref = `refs/heads/${step.branch}`;
    const source = step.kind === "push" ? step.commit : "";
    await git("push", "--quiet", `--force-with-lease=${ref}:${step.expected}`, remote, `${source}:${ref}`);
    return pull;
  }
  if (step.kind === "open") return openPullRequest(client, step.pull);
  if (pull === undefined) return undefined;
  switch (step.kind) {
    case "edit":
      await editPullRequest(client, pull, { title: step.title, body: step.body });
      break;
    case "set-draft":
      await setDraft(client, pull, step.isDraft);
      break;
    case "comment":
      await takeCommentStep(client, pull.number, step.comment);
      break;
    case "close":
      await editPullRequest(client, pull, { state: "closed" });
      break;
  }
  return pull;
}
