import { ToolchainError } from "../errors.js";
import { ownMember } from "../json.js";
import { type GitHubClient, responseText } from "./client.js";

export interface PullRequest {
  readonly number: number;
  /** The id in GraphQL. */
  readonly nodeId: string;
  /** The web page of the pull request. */
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly isDraft: boolean;
  readonly isOpen: boolean;
  /** False while it is open. */
  readonly isMerged: boolean;
}

/** The content of a new pull request. */
export interface NewPullRequest extends Pick<PullRequest, "title" | "body" | "isDraft"> {
  readonly branch: string;
  readonly base: string;
}

/** The newest pull request of a branch of this repository, open or closed. */
export async function findPullRequest(
  client: GitHubClient,
  repository: string,
  branch: string,
): Promise<PullRequest | undefined> {
  const head = encodeURIComponent(`${repository.split("/")[0]}:${branch}`);
  const found = await client.request("GET", `pulls?state=all&sort=created&direction=desc&per_page=1&head=${head}`);
  const [first] = Array.isArray(found) ? found : [];
  return first === undefined ? undefined : pullRequestOf(first);
}

/** Opens a pull request; not a draft where the repository's plan has no drafts. */
export async function openPullRequest(client: GitHubClient, pull: NewPullRequest): Promise<PullRequest> {
  const { title, body, branch: head, base } = pull;
  const open = async (draft: boolean): Promise<PullRequest> =>
    pullRequestOf(await client.request("POST", "pulls", { title, body, head, base, draft }));
  try {
    return await open(pull.isDraft);
  } catch (error) {
    if (!pull.isDraft || !lacksDrafts(error)) throw error;
    return open(false);
  }
}

/** Whether GitHub refused a draft because of the repository's plan. */
function lacksDrafts(error: unknown): boolean {
  return error instanceof ToolchainError && /draft pull requests are not supported/iu.test(error.message);
}

export async function editPullRequest(
  client: GitHubClient,
  { number }: Pick<PullRequest, "number">,
  change: { readonly title: string; readonly body: string } | { readonly state: "closed" },
): Promise<void> {
  await client.request("PATCH", `pulls/${number}`, change);
}

/** Makes a pull request a draft or ready. REST cannot do this. Does nothing where the plan has no drafts. */
export async function setDraft(
  client: GitHubClient,
  { nodeId }: Pick<PullRequest, "nodeId">,
  isDraft: boolean,
): Promise<void> {
  const name = isDraft ? "convertPullRequestToDraft" : "markPullRequestReadyForReview";
  const mutation = `mutation($id: ID!) { ${name}(input: { pullRequestId: $id }) { clientMutationId } }`;
  await client.mutate(mutation, { id: nodeId }).catch((error: unknown) => {
    if (!lacksDrafts(error)) throw error;
  });
}

function pullRequestOf(value: unknown): PullRequest {
  return {
    number: Number(ownMember(value, "number")),
    nodeId: responseText(value, "node_id"),
    url: responseText(value, "html_url"),
    title: responseText(value, "title"),
    body: responseText(value, "body"),
    isDraft: ownMember(value, "draft") === true,
    isOpen: ownMember(value, "state") === "open",
    isMerged: typeof ownMember(value, "merged_at") === "string",
  };
}
