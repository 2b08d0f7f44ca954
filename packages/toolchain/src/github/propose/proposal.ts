import { countLevels, countText } from "../../drift/describe.js";
import { renderMarkdown } from "../../drift/render/markdown.js";
import { renderError } from "../../error-text.js";
import type { NewPullRequest } from "../pull-requests.js";
import type { UpstreamChange, ProviderChange } from "./upstream-change.js";

/** The pull request of a provider's change. */
export interface Proposal extends Omit<NewPullRequest, "base"> {
  /** The comment that is kept up to date. */
  readonly comment: string;
}

/** The branch on which a provider's changes are proposed. */
export function branchOf(name: string): string {
  return `drift/${name}`;
}

/** The hidden mark of a provider's comment. */
export function markOf(name: string): string {
  return `specloom drift ${name}`;
}

/** The pull request of a change: a draft where a person has to look before it can be merged. */
export function proposalOf({ name, title, change }: ProviderChange): Proposal {
  return {
    branch: branchOf(name),
    title: `${title}: ${headline(change)}`,
    body: `${[...introduction(title), "", ...advice(change), "", ...closing(name)].join("\n")}\n`,
    comment: commentOn(change),
    isDraft: change.kind === "stuck" || (change.kind === "changed" && countLevels([change.report]).breaking > 0),
  };
}

/** The comment that describes a change. */
export function commentOn(change: UpstreamChange): string {
  if (change.kind === "changed") return renderMarkdown([change.report]);
  if (change.kind === "unchanged") return "What is published is again what stands on the base branch.\n";
  return `### The overlay has to change first\n\n${fenced(renderError(change.error))}\n`;
}

function headline(change: UpstreamChange): string {
  if (change.kind === "changed") return countText(countLevels([change.report]));
  return change.kind === "stuck" ? "the overlay no longer fits" : "as published";
}

function introduction(title: string): string[] {
  return [`${title} publishes other documents than those here. This brings them in and generates the client again.`];
}

function advice(change: UpstreamChange): string[] {
  if (change.kind === "stuck")
    return ["The client is **not** generated again: the comment below says which overlay action stands in the way."];
  if (change.kind === "unchanged") return [];
  const { bump, package: name, obsolete } = change.report;
  const { breaking, review } = countLevels([change.report]);
  return [
    bump === "none" ? "- Nothing is to be released." : `- \`${name}\` asks for a **${bump}** version.`,
    ...(breaking === 0 ? [] : ["- It is a draft because it breaks users: decide what they are to be told."]),
    ...(review === 0
      ? []
      : ["- What is for review the document cannot decide; `accepted.yaml` takes what was decided."]),
    ...(obsolete.length === 0 ? [] : ["- Overlay actions that change nothing any more are listed below."]),
  ];
}

function closing(name: string): string[] {
  return [
    "The comment below has every finding, and is kept up to date.",
    `Commit to \`${branchOf(name)}\` what has to change with it: from then on the branch is left as it is.`,
  ];
}

/** A text as a code block, so that it mentions nobody. Its fence is longer than any within (CommonMark, fenced code blocks). */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
