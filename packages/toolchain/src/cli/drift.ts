import { basename, dirname, resolve } from "node:path";
import { countLevels, countText, reportedLevels, type ReportedLevel } from "../drift/describe.js";
import type { Report } from "../drift/report.js";
import { ToolchainError } from "../errors.js";
import type { ProviderState } from "../read-state.js";
import { compareStates } from "./compare-states.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { applyChanges } from "../repository/files.js";
import type { Format } from "./commands/drift.js";
import { render } from "./drift-formats.js";
import { commentOnPullRequest } from "./pull-request-comment.js";
import { filesOnDisk } from "../repository/states/disk.js";
import { statesOf } from "../repository/states/states.js";
import { readAllStates } from "../repository/states/state-files.js";
import { type UpstreamOptions, upstreamStates } from "../fetching/upstream-states.js";

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
 * @returns 1 where a finding is of level `failOn` or worse, else 0.
 * @throws {ToolchainError} `drift/none` where no provider is in both states; what reading them throws.
 */
export async function runDrift(request: DriftRequest, context: CommandContext): Promise<ExitCode> {
  const { root, cwd } = context;
  const folders = { root, cwd, name: request.names[0] ?? "api" };
  const states = (named: string | undefined): Promise<Map<string, ProviderState>> =>
    named === undefined ? readAllStates(filesOnDisk(root, "working tree")) : statesOf(named, folders);
  const later = request.isUpstream ? upstreamStates(request.names, request.fetching, context) : states(request.to);
  const [from, to] = await Promise.all([states(request.from), later]);
  const reports: Report[] = [];
  const added = [...to.keys()].filter((name) => !from.has(name) && isNamed(request.names, name));
  if (added.length > 0) context.terminal.err(`New, with nothing to compare: ${added.join(", ")}.\n`);
  for (const { name, before, after } of chosen(request.names, added, from, to))
    reports.push(await compareStates(before, after, { name, root, today: request.today }));
  const format = context.json ? "json" : request.format;
  const text = render(reports, format, context.terminal);
  if (request.output === undefined && format === "github") context.terminal.annotate(text);
  else if (request.output === undefined) context.terminal.out(text);
  else await writeReport(resolve(cwd, request.output), text);
  if (request.output !== undefined) context.say(`${countText(countLevels(reports))}: ${request.output}`);
  if (request.isCommented) await commentOnPullRequest(reports, context);
  return fails(reports, request.failOn) ? 1 : 0;
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
