import type { CommandContext } from "../context.js";
import { plainError, renderError } from "../../error-text.js";
import type { ProposalOutcome } from "../../github/propose/outcome.js";
import { commentOn, proposalOf } from "../../github/propose/proposal.js";
import type { Step } from "../../github/propose/steps.js";

/** Prints what was done for each provider, as text or with `--json`. */
export function printOutcomes(outcomes: readonly ProposalOutcome[], isDryRun: boolean, context: CommandContext): void {
  if (context.json) {
    context.printJson({ providers: outcomes.map((outcome) => plain(outcome, context.program)) });
    return;
  }
  for (const outcome of outcomes) {
    if ("error" in outcome) {
      context.terminal.err(`${outcome.name}:\n${renderError(outcome.error, context.terminal, context.program)}\n`);
      continue;
    }
    const { provider, steps, pull } = outcome;
    const subject = provider.change.kind === "unchanged" ? "nothing has changed" : proposalOf(provider).title;
    const done = steps.length === 0 ? "nothing to do" : steps.map(stepText).join(", ");
    const url = pull?.isOpen === true ? `\n  ${pull.url}` : "";
    context.say(`${provider.name}: ${subject}\n  ${isDryRun ? "would " : ""}${done}${url}`);
    if (isDryRun && provider.change.kind === "stuck") context.print(commentOn(provider.change));
  }
}

function stepText(step: Step): string {
  switch (step.kind) {
    case "push":
    case "delete-branch":
      return `${step.kind === "push" ? "push" : "delete"} ${step.branch}`;
    case "open":
      return `open a ${step.pull.isDraft ? "draft" : "pull request"}`;
    case "edit":
      return "edit the pull request";
    case "set-draft":
      return step.isDraft ? "make it a draft" : "mark it as ready";
    case "comment":
      return `${step.comment.kind} the comment`;
    case "close":
      return "close the pull request";
  }
}

function plain(outcome: ProposalOutcome, program: string): object {
  if ("error" in outcome) return { name: outcome.name, error: plainError(outcome.error, program) };
  const { provider, steps, pull } = outcome;
  const { name, change } = provider;
  return {
    name,
    state: change.kind,
    steps: steps.map(stepText),
    ...(pull?.isOpen === true ? { pullRequest: { number: pull.number, url: pull.url } } : {}),
  };
}
