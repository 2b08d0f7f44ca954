import { type Comment, type CommentStep, planComment } from "../comments.js";
import type { NewPullRequest, PullRequest } from "../pull-requests.js";
import type { ProviderChange } from "./upstream-change.js";
import { branchOf, commentOn, markOf, proposalOf } from "./proposal.js";

/** A commit and its tree. */
export interface Snapshot {
  readonly commit: string;
  readonly tree: string;
}

/** The tip of a provider's branch on the remote. */
export interface Tip extends Snapshot {
  /** Whether `specloom propose` made the commit; else a person did. */
  readonly isOurs: boolean;
}

/** The state of a provider's earlier proposal at GitHub. */
export interface RemoteState {
  readonly tip: Tip | undefined;
  /** The newest pull request of the branch. */
  readonly pull: PullRequest | undefined;
  readonly comments: readonly Comment[];
}

/** One request to GitHub. */
export type Step =
  /** `expected` is the current tip of the branch; empty where the branch must not exist. */
  | { readonly kind: "push"; readonly branch: string; readonly commit: string; readonly expected: string }
  | { readonly kind: "delete-branch"; readonly branch: string; readonly expected: string }
  | { readonly kind: "open"; readonly pull: NewPullRequest }
  | { readonly kind: "edit"; readonly title: string; readonly body: string }
  | { readonly kind: "set-draft"; readonly isDraft: boolean }
  | { readonly kind: "comment"; readonly comment: CommentStep }
  | { readonly kind: "close" };

/**
 * The steps from the state at GitHub to the proposal of a provider's change; empty where it is already proposed.
 * Commits of people are kept, and so are pull requests of the same content that they closed.
 *
 * @param snapshot The commit with the change; undefined where nothing changed.
 */
export function planSteps(
  provider: ProviderChange,
  snapshot: Snapshot | undefined,
  remote: RemoteState,
  base: string,
): Step[] {
  return snapshot === undefined ? withdraw(provider, remote) : propose(provider, snapshot, remote, base);
}

function propose(
  provider: ProviderChange,
  snapshot: Snapshot,
  { tip, pull, comments }: RemoteState,
  base: string,
): Step[] {
  const { comment, ...proposal } = proposalOf(provider);
  const { branch, title, body, isDraft } = proposal;
  // The branch of a merged pull request is no longer needed.
  const hasOtherCommits = tip?.isOurs === false && pull?.isMerged !== true;
  const isNew = !hasOtherCommits && tip?.tree !== snapshot.tree;
  const push: Step[] = isNew ? [{ kind: "push", branch, commit: snapshot.commit, expected: tip?.commit ?? "" }] : [];
  if (pull?.isOpen !== true) {
    const isRefused = pull?.isMerged === false && !isNew;
    if (isRefused) return [];
    const first = planComment(markOf(provider.name), comment, []);
    return [...push, { kind: "open", pull: { ...proposal, base } }, ...commentSteps(first)];
  }
  const isCurrent = pull.title === title && pull.body.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd();
  const text = hasOtherCommits
    ? `${comment}\nPeople have committed to \`${branch}\`, so Specloom does not update it.\n`
    : comment;
  return [
    ...push,
    ...(hasOtherCommits || isCurrent ? [] : [{ kind: "edit", title, body } as const]),
    // A pull request that a person marked as ready stays ready until its content changes.
    ...(isNew && pull.isDraft !== isDraft ? [{ kind: "set-draft", isDraft } as const] : []),
    ...commentSteps(planComment(markOf(provider.name), text, comments)),
  ];
}

function withdraw({ name, change }: ProviderChange, { tip, pull, comments }: RemoteState): Step[] {
  const hasOtherCommits = tip?.isOurs === false;
  const deletion: Step[] =
    tip === undefined || hasOtherCommits
      ? []
      : [{ kind: "delete-branch", branch: branchOf(name), expected: tip.commit }];
  if (pull?.isOpen !== true) return deletion;
  const comment = commentSteps(planComment(markOf(name), commentOn(change), comments));
  return hasOtherCommits ? comment : [...comment, { kind: "close" }, ...deletion];
}

function commentSteps(comment: CommentStep | undefined): Step[] {
  return comment === undefined ? [] : [{ kind: "comment", comment }];
}
