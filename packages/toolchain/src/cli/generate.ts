import { defectKey } from "../defect-key.js";
import { printLock } from "../lock.js";
import { contractPath } from "../provider-paths.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { count } from "../plural.js";
import { applyChanges, compareFiles, type FileChange } from "../repository/files.js";
import type { GenerationOutcome } from "./generation.js";
import { readCache, cachedReport, writeCache } from "../repository/cache.js";
import { toolchainVersion } from "../repository/toolchain-version.js";
import type { Generated } from "../generate.js";
import type { ProviderInput } from "../provider.js";
import type { ProviderReport } from "../provider-report.js";
import { renderReport, unchanged, UP_TO_DATE, withNewDefects } from "./report.js";
import { chooseProviders, type LockTexts, readLock } from "../repository/repository.js";
import { LOCK_PATH, providersIn } from "../repository/root.js";
import { typesThread } from "./threads/types-thread.js";

/** The arguments of `specloom generate`. */
export interface GenerateOptions {
  readonly names: readonly string[];
  /** Compare instead of writing. */
  readonly check: boolean;
  /** Generate unchanged providers too. */
  readonly force: boolean;
  /** Refuse documents with defects. */
  readonly strict: boolean;
  /** Generates in another thread; undefined for this one. */
  readonly generate?: (input: ProviderInput, isStrict: boolean) => Promise<Generated>;
}

/**
 * Generates the providers that have changed, then writes the changed files or, with `check`, only compares. Writes
 * nothing unless every provider succeeds.
 *
 * @returns 1 where a check found differences, else 0.
 */
export async function runGenerate(options: GenerateOptions, context: CommandContext): Promise<ExitCode> {
  const { root } = context;
  const lock = await readLock(root);
  const chosen = chooseProviders(root, options.names);
  const cache = readCache(root, toolchainVersion());
  const known = new Map(
    chosen.flatMap((name) => {
      const report = options.force ? undefined : cachedReport(root, name, lock.get(name), cache);
      const isRefused = options.strict && report?.notes.some((note) => defectKey(note) !== undefined) === true;
      return report === undefined || isRefused ? [] : [[name, report] as const];
    }),
  );
  const stale = chosen.filter((name) => !known.has(name));
  const outcomes = stale.length === 0 ? [] : await generateAll(stale, options, lock, context);
  const changes = [...outcomes.flatMap((outcome) => outcome.changes), ...(await lockChanges(root, lock, outcomes))];
  if (!options.check) await applyChanges(root, changes);
  if (outcomes.length > 0 && !(options.check && changes.length > 0)) {
    const written = outcomes.map(({ name, cached }) => [name, cached] as const);
    await writeCache(root, { ...cache, providers: { ...cache.providers, ...Object.fromEntries(written) } });
  }
  return printRun({ chosen, known, outcomes, changes, lock }, options, context);
}

/** Loads the generator and its compilers. */
async function generateAll(
  names: readonly string[],
  options: GenerateOptions,
  lock: LockTexts,
  context: CommandContext,
): Promise<GenerationOutcome[]> {
  const printTypes = typesThread();
  const { generateProviders } = await import("./generation.js");
  return generateProviders(names, { ...options, printTypes }, lock, context);
}

/** The lock with the entries of this run, without those of removed providers. */
async function lockChanges(
  root: string,
  lock: LockTexts,
  outcomes: readonly GenerationOutcome[],
): Promise<FileChange[]> {
  const known = new Set(providersIn(root));
  const kept = [...lock].filter(([name]) => known.has(name));
  const entries = [...kept, ...outcomes.map(({ name, entry }) => [name, entry] as const)];
  return compareFiles(root, new Map([[LOCK_PATH, printLock(Object.fromEntries(entries))]]), []);
}

/** The result of a run. */
interface RunResult {
  readonly chosen: readonly string[];
  /** Reports of unchanged providers. */
  readonly known: ReadonlyMap<string, ProviderReport>;
  readonly outcomes: readonly GenerationOutcome[];
  readonly changes: readonly FileChange[];
  /** The lock before this run. */
  readonly lock: LockTexts;
}

async function printRun(
  { chosen, known, outcomes, changes, lock }: RunResult,
  { check }: GenerateOptions,
  context: CommandContext,
) {
  const exitCode: ExitCode = check && changes.length > 0 ? 1 : 0;
  const reports = chosen.flatMap((name) => {
    const outcome = outcomes.find((candidate) => candidate.name === name);
    const found = outcome?.cached.report ?? known.get(name);
    if (found === undefined) return [];
    const report = check ? withNewDefects(found, lock.get(name)) : found;
    return [{ name, report, changed: outcome?.changes ?? [] }];
  });
  const isPrinted = context.json || exitCode !== 0;
  // The diff library is loaded only where a diff is printed.
  const diff = isPrinted && changes.length > 0 ? await import("./diff.js") : undefined;
  if (context.json) {
    const providers = reports.map(({ name, report: { facts: _facts, files: _files, ...plain }, changed }) => {
      const { notes, ...figures } = plain;
      return { name, ...figures, changed: changed.length > 0, notes };
    });
    context.printJson({
      providers,
      changes: changes.map((change) => ({ path: change.path, kind: diff?.changeKindOf(change) })),
    });
    return exitCode;
  }
  for (const { name, report, changed } of reports)
    context.say(renderReport(name, report, changed.length === 0 ? unchanged(report) : stateOf(changed, check)));
  if (exitCode === 0 && check) context.say(UP_TO_DATE);
  if (exitCode === 0) return exitCode;
  for (const change of changes)
    context.print(`\n${diff?.changeKindOf(change)}: ${change.path}\n${diff?.renderChange(change)}`);
  const advice = repair(context.program, outcomes, changes.length);
  context.print(`\n${advice}`);
  if (context.env["GITHUB_ACTIONS"] === "true") context.terminal.annotate(diff?.annotateChanges(changes, advice) ?? "");
  return exitCode;
}

function stateOf(changes: readonly FileChange[], check: boolean): string {
  if (check) return `out of date (${count(changes.length, "file")})`;
  const written = changes.filter(({ after }) => after !== undefined).length;
  const removed = changes.length - written;
  return `written (${[count(written, "file"), ...(removed > 0 ? [`${removed} removed`] : [])].join(", ")})`;
}

/** The command that repairs what a check found. */
function repair(program: string, outcomes: readonly GenerationOutcome[], differences: number): string {
  const stale = outcomes.filter(({ changes }) => changes.length > 0).map(({ name }) => name);
  const edited = outcomes.filter((outcome) => !outcome.isContractIntact).map(({ name }) => contractPath(name));
  const restore = edited.map((path) => `Restore ${path} from version control: it holds the names. `).join("");
  return `${count(differences, "file")} out of date. ${restore}Run \`${[program, "generate", ...stale].join(" ")}\` and commit the result.`;
}
