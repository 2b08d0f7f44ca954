import { basename, dirname } from "node:path";
import { countLevels, countText, reportedLevels, type ReportedLevel } from "../drift/describe.js";
import type { Report } from "../drift/report.js";
import { isDocumentPath } from "../document/file-name.js";
import { ToolchainError } from "../errors.js";
import type { ProviderState } from "../read-state.js";
import { compareStates } from "./compare-states.js";
import type { CommandContext } from "./context.js";
import { renderError } from "../error-text.js";
import { type ExitCode, worstExitCode } from "./exit-code.js";
import { applyChanges } from "../repository/files.js";
import { notProvider } from "../repository/repository.js";
import { shellWord } from "../shell-word.js";
import type { Format } from "./commands/drift.js";
import { render } from "./drift-formats.js";
import { commentOnPullRequest } from "./pull-request-comment.js";
import { typedPlace } from "../repository/gate/paths.js";
import { filesOnDisk } from "../repository/states/disk.js";
import { documentState } from "./document-state.js";
import { type NamedStates, statesOf } from "../repository/states/states.js";
import { readAllStates } from "../repository/states/state-files.js";
import { systemNetwork } from "../fetching/network/network.js";
import { readInThread } from "../fetching/reading/reading-thread.js";
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
  /** List every finding, also where a format leaves some out. */
  readonly isAll: boolean;
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
 * @throws {ToolchainError} `drift/none` where neither state has a provider; what reading them throws.
 */
export async function runDrift(request: DriftRequest, context: CommandContext): Promise<ExitCode> {
  const { root, cwd } = context;
  const { fetching, isUpstream } = request;
  refuseDocuments(request.names);
  if (request.from === "-" && request.to === "-")
    throw new ToolchainError("drift/state", "Expected standard input in one state, found `-` in both");
  const folders = { root, cwd, name: request.names[0] ?? "api" };
  const states = async (named: string | undefined): Promise<NamedStates> => {
    if (named === undefined)
      return { providers: await readAllStates(filesOnDisk(root, "working tree")), isWhole: true };
    const document = await documentState(named, { ...context, ...folders, fetching });
    if (document === undefined) return statesOf(named, folders);
    return { providers: new Map([[folders.name, document]]), isWhole: false };
  };
  const later = isUpstream
    ? upstreamStates(request.names, fetching, context)
    : states(request.to).then((found) => ({ ...found, failures: [], local: [] }));
  const [from, { failures: unfetched, local, ...to }] = await Promise.all([states(request.from), later]);
  const read = readInThread(context.network ?? systemNetwork);
  const reports: Report[] = [];
  const failures = [...unfetched];
  const names = request.names.filter((wanted) => !failures.some((failed) => failed.name === wanted));
  const pairs = to.providers.size === 0 && failures.length > 0 ? [] : chosen(names, from, to);
  for (const pair of pairs)
    try {
      const comparison = { name: pair.name, root, today: request.today, read, isUpstream };
      reports.push(await compareStates(pair.before, pair.after, comparison));
    } catch (error) {
      if (!isUpstream || !(error instanceof ToolchainError)) throw error;
      failures.push({ name: pair.name, error });
    }
  // The only one that fails is the command's own error.
  const [failure] = failures;
  if (failure !== undefined && reports.length === 0) throw failure.error;
  const format = context.json ? "json" : request.format;
  const text = render(reports, format, context.terminal, request.isAll);
  if (request.output === undefined && format === "github") context.terminal.annotate(text);
  else if (request.output === undefined) context.terminal.out(text);
  else await writeReport(typedPlace(cwd, request.output), text);
  if (request.output !== undefined) context.say(`${countText(countLevels(reports))}: ${request.output}`);
  if (request.isCommented) await commentOnPullRequest(reports, context);
  for (const name of local) context.terminal.err(`${name}: not compared, its document has no address\n`);
  for (const { name, error } of failures)
    context.terminal.err(`${name}:\n${renderError(error, context.terminal, context.program)}\n`);
  if (failure !== undefined) return worstExitCode(failures.map(({ error }) => error.code));
  return fails(reports, request.failOn) ? 1 : 0;
}

/** Refuses documents as arguments. Other tools take the two documents so. */
function refuseDocuments(names: readonly string[]): void {
  const [before, after] = names.filter(isDocumentPath);
  if (before === undefined) return;
  const later = after === undefined ? "<file>" : shellWord(after);
  throw notProvider(before, `Documents are states: \`specloom drift --from ${shellWord(before)} --to ${later}\`.`);
}

/** A provider in both states, or in one. */
interface Pair {
  readonly name: string;
  readonly before: ProviderState | undefined;
  readonly after: ProviderState | undefined;
}

/** The providers to compare: all, or the named ones. One that comes or goes is seen where both states are whole. */
function chosen(names: readonly string[], from: NamedStates, to: NamedStates): readonly Pair[] {
  const all = [...new Set([...to.providers.keys(), ...from.providers.keys()])].map((name): Pair => {
    return { name, before: from.providers.get(name), after: to.providers.get(name) };
  });
  const isWhole = from.isWhole && to.isWhole;
  const known = all.filter(({ before, after }) => isWhole || (before !== undefined && after !== undefined));
  const wanted = names.map((name) => ({ name, pair: known.find((pair) => pair.name === name) }));
  const missing = wanted.find(({ pair }) => pair === undefined);
  if (known.length > 0 && missing === undefined)
    return names.length === 0 ? known : wanted.flatMap(({ pair }) => pair ?? []);
  const where = isWhole ? "one of the states" : "both states";
  const found = known.map(({ name }) => name).join(", ") || "none";
  const wantedText = missing === undefined ? `a provider in ${where}` : `${where} to have ${missing.name}`;
  throw new ToolchainError("drift/none", `Expected ${wantedText}, found ${found}`);
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
