import { findClosest } from "../closest.js";
import { ToolchainError } from "../errors.js";
import { formatLocation } from "../location.js";
import { type LintFinding, severities, type Severity } from "../lint/finding.js";
import { lint } from "../lint/lint.js";
import { lintRules } from "../lint/rules.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { chooseProviders, readLock, readProvider } from "../repository/repository.js";
import { oneLine } from "../visible.js";
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
  /** Print every finding by itself, also where there are many. */
  readonly all: boolean;
}

/** A finding and its provider. */
interface ProviderFinding {
  readonly provider: string;
  readonly finding: LintFinding;
}

/**
 * Prints the findings in the providers' documents.
 *
 * @returns 1 where a finding is of severity `failOn` or worse, else 0.
 * @throws {ToolchainError} `lint/rule`; what reading a document or an overlay throws.
 */
export async function runLint(
  { names, failOn, only, brief, all }: LintOptions,
  context: CommandContext,
): Promise<ExitCode> {
  checkRules(only);
  const lock = await readLock(context.root);
  const providers = chooseProviders(context.root, names);
  const found = await Promise.all(
    providers.map(async (provider): Promise<ProviderFinding[]> => {
      const findings = lint(await readProvider(context.root, provider, lock));
      return findings.map((finding) => ({ provider, finding }));
    }),
  );
  const findings = found.flat().filter(({ finding }) => only.length === 0 || only.includes(finding.rule));
  if (context.json) context.printJson(findings.map(({ provider, finding }) => ({ provider, ...finding })));
  else {
    if (all || findings.length <= FEW) printEach(findings, brief, context);
    else for (const group of byRule(findings)) context.print(renderGroup(group, context));
    context.say(summary(findings));
  }
  return failOn !== "never" && findings.some(({ finding }) => rank(finding.severity) <= rank(failOn)) ? 1 : 0;
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

/** The maximum number of findings that are printed for a rule. `--json` prints all of them. */
const MOST = 1_000;

/** Prints each finding with its repair. */
function printEach(findings: readonly ProviderFinding[], brief: boolean, context: CommandContext): void {
  const printed = new Map<string, number>();
  for (const one of findings) {
    const count = (printed.get(one.finding.rule) ?? 0) + 1;
    printed.set(one.finding.rule, count);
    if (count <= MOST) context.print(render(one, brief, context));
  }
  for (const [rule, count] of printed)
    if (count > MOST) context.print(`${rule}: and ${count - MOST} more; \`--json\` has all of them.`);
}

/** Up to this many findings are printed by themselves, with their repairs; more are grouped by rule. */
const FEW = 3;

/** The findings of each rule, the most severe first. */
function byRule(findings: readonly ProviderFinding[]): ProviderFinding[][] {
  const groups = lintRules.map(({ id }) => findings.filter(({ finding }) => finding.rule === id));
  const severityOf = ([first]: readonly ProviderFinding[]): number => rank(first?.finding.severity ?? "info");
  return groups.filter(({ length }) => length > 0).toSorted((a, b) => severityOf(a) - severityOf(b));
}

/** The rule, the first places, and the command that prints all of them with their repairs. */
function renderGroup(group: readonly ProviderFinding[], { terminal, program }: CommandContext): string {
  const [first] = group;
  if (first === undefined) return "";
  const { rule, severity } = first.finding;
  const title = lintRules.find(({ id }) => id === rule)?.title ?? rule;
  const rest = group.length - FEW;
  const providers = [...new Set(group.map(({ provider }) => provider))].join(" ");
  return [
    `${paint(terminal, styles[severity], `${severity}[${rule}]`)} ${group.length}: ${title}`,
    ...group.slice(0, FEW).map(({ finding: { location, message } }) => {
      return `  ${formatLocation({ ...location, pointer: undefined })} ${oneLine(message, MAX_MESSAGE)}`;
    }),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    `  \`${program} lint ${providers} --only ${rule} --all\` prints each with its repair.`,
  ].join("\n");
}

/** The length of a message in a group, in characters. */
const MAX_MESSAGE = 200;

function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

const styles: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "cyan" };

function render({ provider, finding }: ProviderFinding, brief: boolean, { terminal }: CommandContext): string {
  const { rule, severity, message, location } = finding;
  const place = formatLocation({ ...location, pointer: undefined });
  const lines = [`${paint(terminal, styles[severity], `${severity}[${rule}]`)} ${place}`, `  ${message}`];
  const action = brief ? undefined : finding.action;
  if (action === undefined) return lines.join("\n");
  return [
    ...lines,
    `  repair, below \`actions:\` of specs/${provider}/overlay.yaml:`,
    ...action
      .trimEnd()
      .split("\n")
      .map((line) => `    ${line}`),
  ].join("\n");
}

function summary(findings: readonly ProviderFinding[]): string {
  if (findings.length === 0) return "Nothing found.";
  const counts = severities.map((severity) => {
    const number = findings.filter(({ finding }) => finding.severity === severity).length;
    return `${number} ${severity}${number === 1 || severity === "info" ? "" : "s"}`;
  });
  return `${findings.length} ${findings.length === 1 ? "finding" : "findings"}: ${counts.join(", ")}.`;
}
