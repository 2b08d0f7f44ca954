import { type Comment, type CommentStep, planComment } from "../comments.js";
import type { NewPullRequest, PullRequest } from "../pull-requests.js";
import type { ProviderChange } from "./upstream-change.js";
import { branchOf, commentOn, markOf, proposalOf } from "./proposal.js";

/** A commit and the files that it has. */
export interface Snapshot {
  readonly commit: string;
  readonly tree: string;
}

/** The tip of a provider's branch at the remote. */
export interface Tip extends Snapshot {
  /** Whether `specloom propose` made it; else a person committed to the branch. */
  readonly isOurs: boolean;
}

/** What GitHub has of a provider's earlier proposal. */
export interface RemoteState {
  readonly tip: Tip | undefined;
  /** The last pull request of the branch. */
  readonly pull: PullRequest | undefined;
  readonly comments: readonly Comment[];
}

/** One request to GitHub. */
export type Step =
  /** `expected` is the tip that the branch must have, or be without where it is empty. */
  | { readonly kind: "push"; readonly branch: string; readonly commit: string; readonly expected: string }
  | { readonly kind: "delete-branch"; readonly branch: string; readonly expected: string }
  | { readonly kind: "open"; readonly pull: NewPullRequest }
  | { readonly kind: "edit"; readonly title: string; readonly body: string }
  | { readonly kind: "set-draft"; readonly isDraft: boolean }
  | { readonly kind: "comment"; readonly comment: CommentStep }
  | { readonly kind: "close" };

/**
 * The steps from GitHub's present state to the proposal of a provider's change. A change proposed before needs none.
 * What people did is kept: their commits, and pull requests of the same content that they closed.
 *
 * @param made The commit that has the change; undefined where nothing changed.
 */
export function planSteps(
  provider: ProviderChange,
  made: Snapshot | undefined,
  remote: RemoteState,
  base: string,
): Step[] {
  return made === undefined ? withdraw(provider, remote) : propose(provider, made, remote, base);
}

function propose(provider: ProviderChange, made: Snapshot, { tip, pull, comments }: RemoteState, base: string): Step[] {
  const { comment, ...proposal } = proposalOf(provider);
  const { branch, title, body, isDraft } = proposal;
  // The branch of a merged pull request is no longer needed.
  const isTheirs = tip?.isOurs === false && pull?.isMerged !== true;
  const isNew = !isTheirs && tip?.tree !== made.tree;
  const push: Step[] = isNew ? [{ kind: "push", branch, commit: made.commit, expected: tip?.commit ?? "" }] : [];
  if (pull?.isOpen !== true) {
    const isRefused = pull?.isMerged === false && !isNew;
    if (isRefused) return [];
    const first = planComment(markOf(provider.name), comment, []);
    return [...push, { kind: "open", pull: { ...proposal, base } }, ...commentSteps(first)];
  }
  const isSaid = pull.title === title && pull.body.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd();
  const left = isTheirs ? `${comment}\nPeople have committed to \`${branch}\`, so it is left as it is.\n` : comment;
  return [
    ...push,
    ...(isTheirs || isSaid ? [] : [{ kind: "edit", title, body } as const]),
    // A pull request that a person marked as ready stays ready until its content changes.
    ...(isNew && pull.isDraft !== isDraft ? [{ kind: "set-draft", isDraft } as const] : []),
    ...commentSteps(planComment(markOf(provider.name), left, comments)),
  ];
}

function withdraw({ name, change }: ProviderChange, { tip, pull, comments }: RemoteState): Step[] {
  const isTheirs = tip?.isOurs === false;
  const gone: Step[] =
    tip === undefined || isTheirs ? [] : [{ kind: "delete-branch", branch: branchOf(name), expected: tip.commit }];
  if (pull?.isOpen !== true) return gone;
  const comment = commentSteps(planComment(markOf(name), commentOn(change), comments));
  return isTheirs ? comment : [...comment, { kind: "close" }, ...gone];
}

function commentSteps(comment: CommentStep | undefined): Step[] {
  return comment === undefined ? [] : [{ kind: "comment", comment }];
}
