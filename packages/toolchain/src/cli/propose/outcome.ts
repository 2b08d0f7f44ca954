import { renderGitHub } from "../../drift/render/github.js";
import { printAnnotation } from "../../drift/render/annotation.js";
import { countLevels, shownLevels } from "../../drift/describe.js";
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

/** Workflow commands: the findings beside their lines, and what went wrong. */
export function annotationsOf(outcomes: readonly Outcome[]): string {
  const reports = outcomes.flatMap((outcome) =>
    "provider" in outcome && outcome.provider.news.kind === "changed" ? [outcome.provider.news.report] : [],
  );
  const failures = outcomes.flatMap((outcome) => {
    if ("error" in outcome) return [{ name: outcome.name, error: outcome.error }];
    const { name, news } = outcome.provider;
    return news.kind === "stuck" ? [{ name, error: news.error }] : [];
  });
  const lines = failures.map(({ name, error: { code, message, hint, location } }) =>
    printAnnotation({ command: "error", title: `Drift of ${name}: ${code}`, place: location, lines: [message, hint] }),
  );
  return renderGitHub(reports) + lines.map((line) => `${line}\n`).join("");
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
  const levels = outcomes.flatMap((outcome) => {
    if ("error" in outcome || outcome.provider.news.kind === "unchanged") return [];
    if (outcome.provider.news.kind === "stuck") return ["breaking"];
    const counts = countLevels([outcome.provider.news.report]);
    return shownLevels.filter((level) => counts[level] > 0);
  });
  const level = shownLevels.find((candidate) => levels.includes(candidate)) ?? "none";
  return { "pull-requests": JSON.stringify(pulls), level };
}
