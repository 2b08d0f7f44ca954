import { renderGitHub } from "../../drift/render/github.js";
import { printAnnotation } from "../../drift/render/annotation.js";
import { countLevels, worstLevel } from "../../drift/describe.js";
import type { Report } from "../../drift/report.js";
import type { ToolchainError } from "../../errors.js";
import type { PullRequest } from "../github/pull-requests.js";
import type { ProviderNews } from "./news.js";
import { commentOn } from "./proposal.js";
import type { Step } from "./steps.js";

/** What came of one provider in a run. */
export type Outcome =
  | {
      readonly provider: ProviderNews;
      /** What was done, or would be. */
      readonly steps: readonly Step[];
      readonly pull: PullRequest | undefined;
    }
  /** Nothing could be found out, or told. */
  | { readonly name: string; readonly error: ToolchainError };

/** What was found in the providers that changed something. */
function reportsOf(outcomes: readonly Outcome[]): Report[] {
  return outcomes.flatMap((outcome) =>
    "provider" in outcome && outcome.provider.news.kind === "changed" ? [outcome.provider.news.report] : [],
  );
}

/** Workflow commands: the findings beside their lines, and what went wrong. */
export function annotationsOf(outcomes: readonly Outcome[]): string {
  const failures = outcomes.flatMap((outcome) => {
    if ("error" in outcome) return [{ name: outcome.name, error: outcome.error }];
    const { name, news } = outcome.provider;
    return news.kind === "stuck" ? [{ name, error: news.error }] : [];
  });
  const lines = failures.map(({ name, error: { code, message, hint, location } }) =>
    printAnnotation({ command: "error", title: `Drift of ${name}: ${code}`, place: location, lines: [message, hint] }),
  );
  return renderGitHub(reportsOf(outcomes)) + lines.map((line) => `${line}\n`).join("");
}

/** The job's summary. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const parts = outcomes.map((outcome) => {
    if ("error" in outcome) return `## ${outcome.name}\n\nFailed: \`${outcome.error.code}\`; the log says more.\n`;
    const { provider, pull } = outcome;
    const link = pull?.isOpen === true && provider.news.kind !== "unchanged" ? ` · [#${pull.number}](${pull.url})` : "";
    const text = provider.news.kind === "unchanged" ? "Nothing has changed.\n" : commentOn(provider.news);
    return `## ${provider.title}${link}\n\n${text}`;
  });
  return parts.join("\n");
}

/** The outputs of the step: the pull requests as JSON, and the worst level. */
export function outputsOf(outcomes: readonly Outcome[]): Readonly<Record<string, string>> {
  const pulls = outcomes.flatMap((outcome) => {
    if ("error" in outcome || outcome.pull === undefined || outcome.provider.news.kind === "unchanged") return [];
    return [{ provider: outcome.provider.name, number: outcome.pull.number, url: outcome.pull.url }];
  });
  const reports = reportsOf(outcomes);
  const isStuck = outcomes.some((outcome) => "provider" in outcome && outcome.provider.news.kind === "stuck");
  const level = isStuck ? "breaking" : worstLevel(countLevels(reports));
  return { "pull-requests": JSON.stringify(pulls), level };
}
