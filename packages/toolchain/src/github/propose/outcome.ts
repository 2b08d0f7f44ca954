import { type WorkflowAnnotation, printAnnotations } from "../../drift/render/annotation.js";
import { annotationsOf } from "../../drift/render/github.js";
import { countLevels, worstLevel } from "../../drift/describe.js";
import type { Report } from "../../drift/report.js";
import type { ToolchainError } from "../../errors.js";
import { markdownText } from "../../visible.js";
import type { PullRequest } from "../pull-requests.js";
import type { ProviderChange } from "./upstream-change.js";
import { commentOn } from "./proposal.js";
import type { Step } from "./steps.js";

/** The result of one provider. */
export type ProposalOutcome =
  | {
      readonly provider: ProviderChange;
      /** The steps taken, or planned in a dry run. */
      readonly steps: readonly Step[];
      readonly pull: PullRequest | undefined;
    }
  /** The provider failed. */
  | { readonly name: string; readonly error: ToolchainError };

/** The reports of providers with changes. */
function reportsOf(outcomes: readonly ProposalOutcome[]): Report[] {
  return outcomes.flatMap((outcome) =>
    "provider" in outcome && outcome.provider.change.kind === "changed" ? [outcome.provider.change.report] : [],
  );
}

/** Workflow commands: errors, and the findings beside their lines. */
export function renderOutcomes(outcomes: readonly ProposalOutcome[]): string {
  return printAnnotations([...outcomes.flatMap(failureOf), ...annotationsOf(reportsOf(outcomes))]);
}

function failureOf(outcome: ProposalOutcome): WorkflowAnnotation[] {
  const change = "error" in outcome ? outcome : { name: outcome.provider.name, ...outcome.provider.change };
  if (!("error" in change)) return [];
  const { code, message, hint, location } = change.error;
  return [{ command: "error", title: `Drift of ${change.name}: ${code}`, place: location, lines: [message, hint] }];
}

/** The job's summary. */
export function summaryOf(outcomes: readonly ProposalOutcome[]): string {
  const parts = outcomes.map((outcome) => {
    if ("error" in outcome) return `## ${outcome.name}\n\nFailed: \`${outcome.error.code}\`; see the log.\n`;
    const { provider, pull } = outcome;
    const link =
      pull?.isOpen === true && provider.change.kind !== "unchanged" ? ` · [#${pull.number}](${pull.url})` : "";
    const text = provider.change.kind === "unchanged" ? "Nothing has changed.\n" : commentOn(provider.change);
    return `## ${markdownText(provider.title)}${link}\n\n${text}`;
  });
  return parts.join("\n");
}

/** The outputs of the step: the pull requests as JSON, and the worst level. */
export function outputsOf(outcomes: readonly ProposalOutcome[]): Readonly<Record<string, string>> {
  const pulls = outcomes.flatMap((outcome) => {
    if ("error" in outcome || outcome.pull === undefined || outcome.provider.change.kind === "unchanged") return [];
    return [{ provider: outcome.provider.name, number: outcome.pull.number, url: outcome.pull.url }];
  });
  const reports = reportsOf(outcomes);
  const isStuck = outcomes.some((outcome) => "provider" in outcome && outcome.provider.change.kind === "stuck");
  const level = isStuck ? "breaking" : worstLevel(countLevels(reports));
  return { "pull-requests": JSON.stringify(pulls), level };
}
