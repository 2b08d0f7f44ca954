import { readSource } from "../../document/read-source.js";
import { ToolchainError } from "../../errors.js";
import type { CommandContext } from "../context.js";
import { type ExitCode, worstExitCode } from "../exit-code.js";
import { createGitHubClient } from "../../github/client.js";
import { type GitHubEnvironment, readGitHubEnvironment } from "../../github/environment.js";
import { createGit, type Git } from "../../github/git.js";
import { addToSummary, setOutputs } from "../../github/step-files.js";
import { chooseProviders, readLock, readProvider } from "../../repository/repository.js";
import { commitAll } from "../../github/propose/commit.js";
import { fetchUpstreamChange, type UpstreamRequest } from "./upstream-change.js";
import { type ProposalOutcome, outputsOf, renderOutcomes, summaryOf } from "../../github/propose/outcome.js";
import { proposalOf } from "../../github/propose/proposal.js";
import { printOutcomes } from "./report.js";
import { readRemoteState, type Repository } from "../../github/propose/remote-state.js";
import { planSteps } from "../../github/propose/steps.js";
import { takeSteps } from "../../github/propose/take-steps.js";
import { inWorktree } from "../../github/propose/worktree.js";

/** The arguments of `specloom propose`. */
export interface ProposeRequest extends UpstreamRequest {
  readonly names: readonly string[];
  /** The base branch of the pull requests; undefined for the current branch. */
  readonly base: string | undefined;
  /** Name of the git remote. */
  readonly remote: string;
  /** Print the steps at GitHub instead of doing them. */
  readonly isDryRun: boolean;
}

/**
 * Fetches what providers publish and opens, updates or closes one pull request for each.
 *
 * @returns 0 where every provider succeeded, else the worst of their exit codes.
 * @throws {ToolchainError} `github/environment`, `github/git`, `provider/…`.
 */
export async function runPropose(request: ProposeRequest, context: CommandContext): Promise<ExitCode> {
  const environment = readGitHubEnvironment(context.env);
  const git = createGit(context.root);
  const base = request.base ?? (await currentBranch(git));
  const commit = await git("rev-parse", "--verify", "--end-of-options", `${base}^{commit}`);
  const repository = {
    git: createGit(context.root, environment),
    remote: request.remote,
    client: createGitHubClient(environment, context.network),
    ...environment,
  };
  const outcomes: ProposalOutcome[] = [];
  for (const { name, title } of await fetchable(request.names, context)) {
    const work = proposeOne({ name, title }, { base, commit }, repository, request, context);
    outcomes.push(await work.catch((error: unknown) => failure(name, error)));
  }
  await report(outcomes, environment, request, context);
  return worstExitCode(outcomes.flatMap((outcome) => ("error" in outcome ? [outcome.error.code] : [])));
}

async function proposeOne(
  { name, title }: { readonly name: string; readonly title: string },
  { base, commit }: { readonly base: string; readonly commit: string },
  repository: Repository,
  request: ProposeRequest,
  context: CommandContext,
): Promise<ProposalOutcome> {
  const { provider, snapshot } = await inWorktree(context.root, commit, async (tree) => {
    const change = await fetchUpstreamChange(name, tree.root, request, context);
    const found = { name, title, change };
    if (change.kind === "unchanged") return { provider: found, snapshot: undefined };
    return { provider: found, snapshot: await commitAll(tree.git, name, proposalOf(found).title) };
  });
  const remote = await readRemoteState(name, repository);
  const steps = planSteps(provider, snapshot, remote, base);
  const pull = request.isDryRun ? remote.pull : await takeSteps(steps, repository, remote.pull);
  return { provider, steps, pull };
}

/** The providers whose documents have an address. */
async function fetchable(
  names: readonly string[],
  { root }: CommandContext,
): Promise<readonly { readonly name: string; readonly title: string }[]> {
  const lock = await readLock(root);
  const sources = chooseProviders(root, names).map(async (name) => {
    const { title, files } = readSource((await readProvider(root, name, lock)).source);
    return { name, title, isFetched: files.some(({ url, index }) => url !== undefined || index !== undefined) };
  });
  const found = (await Promise.all(sources)).filter(({ isFetched }) => isFetched);
  if (found.length > 0) return found;
  throw new ToolchainError("source/no-address", "Expected a provider whose documents have an address, found none");
}

async function currentBranch(git: Git): Promise<string> {
  const branch = await git("branch", "--show-current");
  if (branch !== "") return branch;
  throw new ToolchainError("github/git", "Expected a current branch or --base, found neither");
}

/** A provider's failure does not stop the others. */
function failure(name: string, error: unknown): ProposalOutcome {
  if (error instanceof ToolchainError) return { name, error };
  throw error;
}

async function report(
  outcomes: readonly ProposalOutcome[],
  environment: GitHubEnvironment,
  { isDryRun }: ProposeRequest,
  context: CommandContext,
): Promise<void> {
  printOutcomes(outcomes, isDryRun, context);
  if (isDryRun) return;
  if (!context.json && context.env["GITHUB_ACTIONS"] === "true") context.terminal.annotate(renderOutcomes(outcomes));
  await addToSummary(environment, summaryOf(outcomes));
  await setOutputs(environment, outputsOf(outcomes));
}
