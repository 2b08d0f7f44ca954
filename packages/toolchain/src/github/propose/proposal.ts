import { countLevels, countText } from "../../drift/describe.js";
import { renderMarkdown } from "../../drift/render/markdown.js";
import { renderError } from "../../error-text.js";
import { markdownText, oneLine, visible } from "../../visible.js";
import type { NewPullRequest } from "../pull-requests.js";
import type { UpstreamChange, ProviderChange } from "./upstream-change.js";

/** The pull request of a provider's change. */
export interface Proposal extends Omit<NewPullRequest, "base"> {
  /** The comment that is kept up to date. */
  readonly comment: string;
}

/** The longest title of a pull request and of a commit, in characters. GitHub accepts 256. */
const MAX_TITLE = 200;

/** The branch on which a provider's changes are proposed. */
export function branchOf(name: string): string {
  return `drift/${name}`;
}

/** The hidden mark of a provider's comment. */
export function markOf(name: string): string {
  return `specloom drift ${name}`;
}

/** The pull request for a change; a draft where a person has to act before merging. */
export function proposalOf({ name, title, change }: ProviderChange): Proposal {
  return {
    branch: branchOf(name),
    title: oneLine(`${title}: ${headline(change)}`, MAX_TITLE),
    body: `${[...introduction(title), "", ...advice(change), "", ...footer(name)].join("\n")}\n`,
    comment: commentOn(change),
    isDraft: change.kind === "stuck" || (change.kind === "changed" && countLevels([change.report]).breaking > 0),
  };
}

/** The comment that describes a change. */
export function commentOn(change: UpstreamChange): string {
  if (change.kind === "changed") return renderMarkdown([change.report]);
  if (change.kind === "unchanged") return "The published documents equal those on the base branch again.\n";
  return `### The overlay needs a change first\n\n${codeBlock(visible(renderError(change.error)))}\n`;
}

function headline(change: UpstreamChange): string {
  if (change.kind === "changed") return countText(countLevels([change.report]));
  return change.kind === "stuck" ? "the overlay no longer applies" : "as published";
}

function introduction(title: string): string[] {
  return [
    `${markdownText(title)} has published new documents. This pull request adds them and generates the client again.`,
  ];
}

function advice(change: UpstreamChange): string[] {
  if (change.kind === "stuck")
    return [
      "The client is **not** generated again: the comment below names the overlay action that no longer applies.",
    ];
  if (change.kind === "unchanged") return [];
  const { bump, package: name, obsolete } = change.report;
  const { breaking, review } = countLevels([change.report]);
  return [
    bump === "none" ? "- No release is needed." : `- \`${name}\` needs a **${bump}** version.`,
    ...(breaking === 0 ? [] : ["- It is a draft because it breaks users: decide how to inform them."]),
    ...(review === 0 ? [] : ["- Decide on the changes for review, and accept them in `accepted.yaml`."]),
    ...(obsolete.length === 0 ? [] : ["- Overlay actions that are no longer needed are listed below."]),
  ];
}

function footer(name: string): string[] {
  return [
    "The comment below lists every finding and is kept up to date.",
    `Commit to \`${branchOf(name)}\` the changes that belong to it. After your first commit, Specloom no longer updates the branch.`,
  ];
}

/**
 * A text as a code block, so that it mentions nobody. The fence is longer than any within (CommonMark, fenced code
 * blocks).
 */
function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
