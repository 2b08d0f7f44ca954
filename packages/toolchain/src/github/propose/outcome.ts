import { type WorkflowAnnotation, printAnnotations } from "../../drift/render/annotation.js";
import { annotationsOf } from "../../drift/render/github.js";
import { countLevels, worstLevel } from "../../drift/describe.js";
import type { Report } from "../../drift/report.js";
import type { ToolchainError } from "../../errors.js";
import type { PullRequest } from "../pull-requests.js";
import type { ProviderChange } from "./upstream-change.js";
import { commentOn } from "./proposal.js";
import type { Step } from "./steps.js";

/** What came of one provider in a run. */
export type ProposalOutcome =
  | {
      readonly provider: ProviderChange;
      /** What was done, or would be. */
      readonly steps: readonly Step[];
      readonly pull: PullRequest | undefined;
    }
  /** Nothing could be found out, or told. */
  | { readonly name: string; readonly error: ToolchainError };

/** What was found in the providers that changed something. */
function reportsOf(outcomes: readonly ProposalOutcome[]): Report[] {
  return outcomes.flatMap((outcome) =>
    "provider" in outcome && outcome.provider.change.kind === "changed" ? [outcome.provider.change.report] : [],
  );
}

/** Workflow commands: what went wrong, and the findings beside their lines. */
export function renderOutcomes(outcomes: readonly ProposalOutcome[]): string {
  return printAnnotations([...outcomes.flatMap(failureOf), ...annotationsOf(reportsOf(outcomes))]);
}

function failureOf(outcome: ProposalOutcome): WorkflowAnnotation[] {
  const found = "error" in outcome ? outcome : { name: outcome.provider.name, ...outcome.provider.change };
  if (!("error" in found)) return [];
  const { code, message, hint, location } = found.error;
  return [{ command: "error", title: `Drift of ${found.name}: ${code}`, place: location, lines: [message, hint] }];
}

/** The job's summary. */
export function summaryOf(outcomes: readonly ProposalOutcome[]): string {
  const parts = outcomes.map((outcome) => {
    if ("error" in outcome) return `## ${outcome.name}\n\nFailed: \`${outcome.error.code}\`; the log says more.\n`;
    const { provider, pull } = outcome;
    const link =
      pull?.isOpen === true && provider.change.kind !== "unchanged" ? ` · [#${pull.number}](${pull.url})` : "";
    const text = provider.change.kind === "unchanged" ? "Nothing has changed.\n" : commentOn(provider.change);
    return `## ${provider.title}${link}\n\n${text}`;
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
