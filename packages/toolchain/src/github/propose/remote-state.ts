import type { GitHubClient } from "../client.js";
import { readComments } from "../comments.js";
import type { GitHubEnvironment } from "../environment.js";
import type { Git } from "../git.js";
import { findPullRequest } from "../pull-requests.js";
import { branchOf } from "./proposal.js";
import { trailerOf } from "./commit.js";
import type { RemoteState, Tip } from "./steps.js";

/** The repository of the proposals. */
export interface Repository extends Pick<GitHubEnvironment, "repository"> {
  readonly git: Git;
  readonly remote: string;
  readonly client: GitHubClient;
}

/** Reads the state of a provider's earlier proposal from GitHub. */
export async function readRemoteState(name: string, repository: Repository): Promise<RemoteState> {
  const branch = branchOf(name);
  const tip = await readTip(name, branch, repository);
  const pull = await findPullRequest(repository.client, repository.repository, branch);
  const comments = pull?.isOpen === true ? await readComments(repository.client, pull.number) : [];
  return { tip, pull, comments };
}

async function readTip(name: string, branch: string, { git, remote }: Repository): Promise<Tip | undefined> {
  const ref = `refs/heads/${branch}`;
  const listed = await git("ls-remote", "--heads", remote, ref);
  const [commit] = listed.split("\t");
  if (commit === undefined || commit === "") return undefined;
  // Without a depth, a shallow clone would fetch the whole history.
  const depth = (await git("rev-parse", "--is-shallow-repository")) === "true" ? ["--depth=1"] : [];
  await git("fetch", "--quiet", "--no-tags", ...depth, remote, ref);
  const [tree, message] = [
    await git("rev-parse", `${commit}^{tree}`),
    await git("show", "--no-patch", "--format=%B", commit),
  ];
  return { commit, tree, isOurs: message.split("\n").includes(trailerOf(name)) };
}
