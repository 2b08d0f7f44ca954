import { countLevels, countText } from "../../drift/describe.js";
import { renderMarkdown } from "../../drift/render/markdown.js";
import { renderError } from "../../error-text.js";
import type { NewPullRequest } from "../pull-requests.js";
import type { UpstreamChange, ProviderChange } from "./upstream-change.js";

/** What a pull request says of a provider's news. */
export interface Proposal extends Omit<NewPullRequest, "base"> {
  /** The comment that is kept up to date. */
  readonly comment: string;
}

/** The one branch on which a provider's news are proposed. */
export function branchOf(name: string): string {
  return `drift/${name}`;
}

/** The hidden mark of a provider's comment. */
export function markOf(name: string): string {
  return `specloom drift ${name}`;
}

/** How news read as a pull request: a draft where people have to look before it can be merged. */
export function proposalOf({ name, title, news }: ProviderChange): Proposal {
  return {
    branch: branchOf(name),
    title: `${title}: ${headline(news)}`,
    body: `${[...introduction(title), "", ...advice(news), "", ...closing(name)].join("\n")}\n`,
    comment: commentOn(news),
    isDraft: news.kind === "stuck" || (news.kind === "changed" && countLevels([news.report]).breaking > 0),
  };
}

/** The comment on news. */
export function commentOn(news: UpstreamChange): string {
  if (news.kind === "changed") return renderMarkdown([news.report]);
  if (news.kind === "unchanged") return "What is published is again what stands on the base branch.\n";
  return `### The overlay has to change first\n\n${fenced(renderError(news.error))}\n`;
}

function headline(news: UpstreamChange): string {
  if (news.kind === "changed") return countText(countLevels([news.report]));
  return news.kind === "stuck" ? "the overlay no longer fits" : "as published";
}

function introduction(title: string): string[] {
  return [`${title} publishes other documents than those here. This brings them in and generates the client again.`];
}

function advice(news: UpstreamChange): string[] {
  if (news.kind === "stuck")
    return ["The client is **not** generated again: the comment below says which overlay action stands in the way."];
  if (news.kind === "unchanged") return [];
  const { bump, package: name, obsolete } = news.report;
  const { breaking, review } = countLevels([news.report]);
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

/** A text as code, which nobody is mentioned in: the fence is longer than any within (CommonMark, fenced code blocks). */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
