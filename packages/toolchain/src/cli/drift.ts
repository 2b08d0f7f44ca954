import { basename, dirname, resolve } from "node:path";
import { countLevels, countText, reportedLevels, type ReportedLevel } from "../drift/describe.js";
import type { Report } from "../drift/report.js";
import { ToolchainError } from "../errors.js";
import type { ProviderState } from "../read-state.js";
import { compareStates } from "./compare-states.js";
import type { CommandContext } from "./context.js";
import { renderError } from "../error-text.js";
import { type ExitCode, worstExitCode } from "./exit-code.js";
import { applyChanges } from "../repository/files.js";
import type { Format } from "./commands/drift.js";
import { render } from "./drift-formats.js";
import { commentOnPullRequest } from "./pull-request-comment.js";
import { filesOnDisk } from "../repository/states/disk.js";
import { statesOf } from "../repository/states/states.js";
import { readAllStates } from "../repository/states/state-files.js";
import { systemNetwork } from "../fetching/network/network.js";
import { readInThread } from "../fetching/reading/reading-thread.js";
import { type UpstreamOptions, type UpstreamStates, upstreamStates } from "../fetching/upstream-states.js";

/** The arguments of `specloom drift`. */
export interface DriftRequest {
  readonly names: readonly string[];
  /** The earlier state; undefined for the working tree. */
  readonly from: string | undefined;
  /** The later state; undefined for the working tree. */
  readonly to: string | undefined;
  /** The later state is what providers publish now. */
  readonly isUpstream: boolean;
  readonly fetching: UpstreamOptions;
  readonly format: Format;
  /** Findings of this level or worse fail the run; undefined where none does. */
  readonly failOn: ReportedLevel | undefined;
  /** File to write instead of the terminal. */
  readonly output: string | undefined;
  /** Comment on the pull request of this run. */
  readonly isCommented: boolean;
  /** An ISO 8601 date. */
  readonly today: string;
}

/**
 * Compares two states and prints the report.
 *
 * @returns 1 where a finding is of level `failOn` or worse, else 0; that of the error where an upstream failed, which
 * leaves the others.
 * @throws {ToolchainError} `drift/none` where no provider is in both states; what reading them throws.
 */
export async function runDrift(request: DriftRequest, context: CommandContext): Promise<ExitCode> {
  const { root, cwd } = context;
  const folders = { root, cwd, name: request.names[0] ?? "api" };
  const states = (named: string | undefined): Promise<Map<string, ProviderState>> =>
    named === undefined ? readAllStates(filesOnDisk(root, "working tree")) : statesOf(named, folders);
  const later = request.isUpstream
    ? upstreamStates(request.names, request.fetching, context)
    : states(request.to).then((found): UpstreamStates => ({ states: found, failures: [] }));
  const [from, { states: to, failures: unfetched }] = await Promise.all([states(request.from), later]);
  const reports: Report[] = [];
  const failures = [...unfetched];
  const added = [...to.keys()].filter((name) => !from.has(name) && isNamed(request.names, name));
  if (added.length > 0) context.terminal.err(`New, with nothing to compare: ${added.join(", ")}.\n`);
  const names = request.names.filter((name) => !failures.some((failed) => failed.name === name));
  const pairs = to.size === 0 && failures.length > 0 ? [] : chosen(names, added, from, to);
  for (const { name, before, after } of pairs)
    try {
      const comparison = { name, root, today: request.today };
      reports.push(await compareStates(before, after, comparison, request.isUpstream ? inThread(context) : undefined));
    } catch (error) {
      if (!request.isUpstream || !(error instanceof ToolchainError)) throw error;
      failures.push({ name, error });
    }
  // The only one that fails is the command's own error.
  const [failure] = failures;
  if (failure !== undefined && reports.length + added.length === 0) throw failure.error;
  const format = context.json ? "json" : request.format;
  const text = render(reports, format, context.terminal);
  if (request.output === undefined && format === "github") context.terminal.annotate(text);
  else if (request.output === undefined) context.terminal.out(text);
  else await writeReport(resolve(cwd, request.output), text);
  if (request.output !== undefined) context.say(`${countText(countLevels(reports))}: ${request.output}`);
  if (request.isCommented) await commentOnPullRequest(reports, context);
  for (const { name, error } of failures)
    context.terminal.err(`${name}:\n${renderError(error, context.terminal, context.program)}\n`);
  if (failure !== undefined) return worstExitCode(failures.map(({ error }) => error.code));
  return fails(reports, request.failOn) ? 1 : 0;
}

/** What an upstream publishes is compared in a thread, which its time limit ends. */
function inThread({ network }: CommandContext): Parameters<typeof compareStates>[3] {
  const read = readInThread(network ?? systemNetwork);
  return (...states) => read("compare", ...states);
}

/** A provider in both states. */
interface Pair {
  readonly name: string;
  readonly before: ProviderState;
  readonly after: ProviderState;
}

function isNamed(names: readonly string[], name: string): boolean {
  return names.length === 0 || names.includes(name);
}

/** The providers to compare: all in both states, or the named ones. One that is new is no failure. */
function chosen(
  names: readonly string[],
  added: readonly string[],
  from: ReadonlyMap<string, ProviderState>,
  to: ReadonlyMap<string, ProviderState>,
): readonly Pair[] {
  const both = [...to].flatMap(([name, after]): Pair[] => {
    const before = from.get(name);
    return before === undefined ? [] : [{ name, before, after }];
  });
  const wanted = names
    .filter((name) => !added.includes(name))
    .map((name) => ({ name, pair: both.find((pair) => pair.name === name) }));
  const missing = wanted.find(({ pair }) => pair === undefined);
  if (both.length + added.length > 0 && missing === undefined)
    return names.length === 0 ? both : wanted.flatMap(({ pair }) => pair ?? []);
  const found = both.map(({ name }) => name).join(", ");
  const message =
    missing === undefined
      ? "Expected a provider in both states, found none"
      : `Expected both states to have ${missing.name}, found ${found || "none"} in both`;
  throw new ToolchainError("drift/none", message);
}

/** Replaces an older report as a whole, or not at all. */
function writeReport(path: string, text: string): Promise<void> {
  return applyChanges(dirname(path), [{ path: basename(path), before: undefined, after: text }]);
}

function fails(reports: readonly Report[], failOn: ReportedLevel | undefined): boolean {
  if (failOn === undefined) return false;
  const failing = new Set(reportedLevels.slice(0, reportedLevels.indexOf(failOn) + 1));
  return reports.some(({ findings }) => findings.some(({ level }) => failing.has(level)));
}
