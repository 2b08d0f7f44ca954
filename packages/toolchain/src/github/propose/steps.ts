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
  /** Whether a run like this one made it; else people have committed there. */
  readonly isOurs: boolean;
}

/** What stands at GitHub of a provider's earlier news. */
export interface Standing {
  readonly tip: Tip | undefined;
  /** The last pull request of the branch. */
  readonly pull: PullRequest | undefined;
  readonly comments: readonly Comment[];
}

/** One thing to do at GitHub. */
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
 * What brings GitHub from what stands there to the news of a provider. The same news a second time are nothing to do.
 * What people have done stands: their commits, and that they closed a pull request of the same content.
 *
 * @param made The commit that has the news; undefined where nothing changed.
 */
export function planSteps(
  provider: ProviderChange,
  made: Snapshot | undefined,
  standing: Standing,
  base: string,
): Step[] {
  return made === undefined ? withdraw(provider, standing) : propose(provider, made, standing, base);
}

function propose(provider: ProviderChange, made: Snapshot, { tip, pull, comments }: Standing, base: string): Step[] {
  const { comment, ...proposal } = proposalOf(provider);
  const { branch, title, body, isDraft } = proposal;
  // What was merged has served its turn.
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
    // What people have marked as ready stays so until the content is another.
    ...(isNew && pull.isDraft !== isDraft ? [{ kind: "set-draft", isDraft } as const] : []),
    ...commentSteps(planComment(markOf(provider.name), left, comments)),
  ];
}

function withdraw({ name, news }: ProviderChange, { tip, pull, comments }: Standing): Step[] {
  const isTheirs = tip?.isOurs === false;
  const gone: Step[] =
    tip === undefined || isTheirs ? [] : [{ kind: "delete-branch", branch: branchOf(name), expected: tip.commit }];
  if (pull?.isOpen !== true) return gone;
  const comment = commentSteps(planComment(markOf(name), commentOn(news), comments));
  return isTheirs ? comment : [...comment, { kind: "close" }, ...gone];
}

function commentSteps(comment: CommentStep | undefined): Step[] {
  return comment === undefined ? [] : [{ kind: "comment", comment }];
}
