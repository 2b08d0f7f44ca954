import { basename, dirname, resolve } from "node:path";
import { countLevels, countText, shownLevels, type ShownLevel } from "../drift/describe.js";
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

/** What `specloom drift` was asked for. */
export interface DriftRequest {
  readonly names: readonly string[];
  /** The earlier state; the working tree where it is not said. */
  readonly from: string | undefined;
  /** The later state; the working tree where it is not said. */
  readonly to: string | undefined;
  /** Take what providers publish now for the later state. */
  readonly isUpstream: boolean;
  readonly reach: UpstreamOptions;
  readonly format: Format;
  /** The level from which findings fail the run; undefined where none does. */
  readonly failOn: ShownLevel | undefined;
  /** File to write instead of the terminal. */
  readonly output: string | undefined;
  /** Tell the pull request that this run is for, too. */
  readonly isCommented: boolean;
  /** An ISO 8601 date. */
  readonly today: string;
}

/**
 * Compares two states, and tells what changed.
 *
 * @returns 1 where there is a finding at or above `failOn`, else 0.
 * @throws {ToolchainError} `drift/none` where no provider is in both states, and those of reading them.
 */
export async function runDrift(request: DriftRequest, context: CommandContext): Promise<ExitCode> {
  const { root, cwd } = context;
  const whereabouts = { root, cwd, name: request.names[0] ?? "api" };
  const states = (named: string | undefined): Promise<Map<string, ProviderState>> =>
    named === undefined ? readAllStates(filesOnDisk(root, "working tree")) : statesOf(named, whereabouts);
  const later = request.isUpstream ? upstreamStates(request.names, request.reach, context) : states(request.to);
  const [from, to] = await Promise.all([states(request.from), later]);
  const reports: Report[] = [];
  for (const { name, before, after } of chosen(request.names, from, to))
    reports.push(await compareStates(before, after, { name, root, today: request.today }));
  const format = context.json ? "json" : request.format;
  const text = render(reports, format, context.terminal);
  if (request.output === undefined) context.terminal.out(text);
  else await writeReport(resolve(cwd, request.output), text);
  if (request.output !== undefined) context.say(`${countText(countLevels(reports))}: ${request.output}`);
  if (request.isCommented) await commentOnPullRequest(reports, context);
  return fails(reports, request.failOn) ? 1 : 0;
}

/** A provider that both states have. */
interface Pair {
  readonly name: string;
  readonly before: ProviderState;
  readonly after: ProviderState;
}

/** The providers to compare: those of both states, or those named. */
function chosen(
  names: readonly string[],
  from: ReadonlyMap<string, ProviderState>,
  to: ReadonlyMap<string, ProviderState>,
): readonly Pair[] {
  const both = [...to].flatMap(([name, after]): Pair[] => {
    const before = from.get(name);
    return before === undefined ? [] : [{ name, before, after }];
  });
  const wanted = names.map((name) => ({ name, pair: both.find((pair) => pair.name === name) }));
  const missing = wanted.find(({ pair }) => pair === undefined);
  if (both.length > 0 && missing === undefined)
    return names.length === 0 ? both : wanted.flatMap(({ pair }) => pair ?? []);
  const found = both.map(({ name }) => name).join(", ");
  const message =
    missing === undefined
      ? "Expected a provider that both states have, found none"
      : `Expected both states to have ${missing.name}, found ${found || "none"} in both`;
  throw new ToolchainError("drift/none", message);
}

/** A report takes the place of an older one whole, or not at all. */
function writeReport(path: string, text: string): Promise<void> {
  return applyChanges(dirname(path), [{ path: basename(path), before: undefined, after: text }]);
}

function fails(reports: readonly Report[], failOn: ShownLevel | undefined): boolean {
  if (failOn === undefined) return false;
  const failing = new Set(shownLevels.slice(0, shownLevels.indexOf(failOn) + 1));
  return reports.some(({ findings }) => findings.some(({ level }) => failing.has(level)));
}
