import { findClosest } from "../closest.js";
import { ToolchainError } from "../errors.js";
import { formatLocation } from "../location.js";
import { type LintFinding, severities, type Severity } from "../lint/finding.js";
import { lint } from "../lint/lint.js";
import { lintRules } from "../lint/rules.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { chooseProviders, readLock, readProvider } from "../repository/repository.js";
import { renderTable } from "./table.js";
import { paint, type Style } from "../paint.js";

/** The arguments of `specloom lint`. */
export interface LintOptions {
  readonly names: readonly string[];
  /** The least severe finding that causes exit code 1. */
  readonly failOn: Severity | "never";
  /** Rules to apply; empty for all. */
  readonly only: readonly string[];
  /** Omit the repairs. */
  readonly brief: boolean;
}

/** A finding and its provider. */
interface ProviderFinding extends LintFinding {
  readonly provider: string;
}

/**
 * Prints the findings in the providers' documents.
 *
 * @returns 1 where a finding is of severity `failOn` or worse, else 0.
 * @throws {ToolchainError} `lint/rule`; what reading a document or an overlay throws.
 */
export async function runLint({ names, failOn, only, brief }: LintOptions, context: CommandContext): Promise<ExitCode> {
  checkRules(only);
  const lock = await readLock(context.root);
  const providers = chooseProviders(context.root, names);
  const found = await Promise.all(
    providers.map(async (provider): Promise<ProviderFinding[]> => {
      const findings = lint(await readProvider(context.root, provider, lock));
      return findings.map((finding) => ({ provider, ...finding }));
    }),
  );
  const findings = found.flat().filter(({ rule }) => only.length === 0 || only.includes(rule));
  if (context.json) context.printJson(findings);
  else {
    for (const finding of findings) context.print(render(finding, brief, context));
    context.say(summary(findings));
  }
  return failOn !== "never" && findings.some(({ severity }) => rank(severity) <= rank(failOn)) ? 1 : 0;
}

/** Prints every rule. */
export function printRules(context: CommandContext): ExitCode {
  const rows = lintRules.map(({ id, severity, title }) => ({ rule: id, severity, finds: title }));
  if (context.json) context.printJson(rows);
  else context.print(renderTable(rows, (heading) => paint(context.terminal, "bold", heading)));
  return 0;
}

function checkRules(only: readonly string[]): void {
  const ids = lintRules.map(({ id }) => id);
  const unknown = only.find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  const closest = findClosest(unknown, ids);
  throw new ToolchainError("lint/rule", `Expected a lint rule, found '${unknown}'`, {
    hint: closest === undefined ? undefined : `Did you mean '${closest}'? \`specloom lint --rules\` lists them.`,
  });
}

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

const styles: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "cyan" };

function render(
  { provider, rule, severity, message, location, action }: ProviderFinding,
  brief: boolean,
  { terminal }: CommandContext,
): string {
  const place = formatLocation({ ...location, pointer: undefined });
  const lines = [`${paint(terminal, styles[severity], `${severity}[${rule}]`)} ${place}`, `  ${message}`];
  if (action === undefined || brief) return lines.join("\n");
  return [
    ...lines,
    `  repair, below \`actions:\` of specs/${provider}/overlay.yaml:`,
    ...action
      .trimEnd()
      .split("\n")
      .map((line) => `    ${line}`),
  ].join("\n");
}

function summary(findings: readonly LintFinding[]): string {
  if (findings.length === 0) return "Nothing found.";
  const counts = severities.map((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return `${number} ${severity}${number === 1 || severity === "info" ? "" : "s"}`;
  });
  return `${findings.length} ${findings.length === 1 ? "finding" : "findings"}: ${counts.join(", ")}.`;
}
