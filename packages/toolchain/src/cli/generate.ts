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
import type { ProviderReport } from "../provider-report.js";
import { renderReport, unchanged, UP_TO_DATE, withNewDefects } from "./report.js";
import { chooseProviders, type LockTexts, readLock } from "../repository/repository.js";
import { LOCK_PATH, providersIn } from "../repository/root.js";
import { typesThread } from "./threads/types-thread.js";

/** What `specloom generate` was asked for. */
export interface GenerateOptions {
  readonly names: readonly string[];
  /** Compare instead of writing. */
  readonly check: boolean;
  /** Generate what has not changed since its last generation, too. */
  readonly force: boolean;
  /** Refuse documents with defects. */
  readonly strict: boolean;
}

/**
 * Generates what is not as the last generation left it, then writes what changed or, with `check`, only compares.
 * Nothing is written unless every provider succeeded.
 *
 * @returns The exit code: 1 where a check found differences, else 0.
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
    const cached = outcomes.map(({ name, cached: left }) => [name, left] as const);
    writeCache(root, { ...cache, providers: { ...cache.providers, ...Object.fromEntries(cached) } });
  }
  return tell({ chosen, known, outcomes, changes, lock }, options, context);
}

/** Loads what generating needs, compilers and all. */
async function generateAll(
  names: readonly string[],
  options: GenerateOptions,
  lock: LockTexts,
  context: CommandContext,
): Promise<GenerationOutcome[]> {
  const printTypes = typesThread();
  const { generateProviders } = await import("./generation.js");
  return generateProviders(names, { check: options.check, strict: options.strict, printTypes }, lock, context);
}

/** The lock with the entries of this run; entries of providers that are gone are dropped. */
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

/** What a run has done. */
interface Run {
  readonly chosen: readonly string[];
  /** Reports of those that needed no generation. */
  readonly known: ReadonlyMap<string, ProviderReport>;
  readonly outcomes: readonly GenerationOutcome[];
  readonly changes: readonly FileChange[];
  /** As it was before. */
  readonly lock: LockTexts;
}

async function tell(
  { chosen, known, outcomes, changes, lock }: Run,
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
  const isTold = context.json || exitCode !== 0;
  // Only differences that are shown take the library that finds them.
  const kinds = isTold && changes.length > 0 ? await import("./diff.js") : undefined;
  if (context.json) {
    const providers = reports.map(({ name, report: { facts: _facts, files: _files, ...plain }, changed }) => {
      const { notes, ...figures } = plain;
      return { name, ...figures, changed: changed.length > 0, notes };
    });
    context.printJson({
      providers,
      changes: changes.map((change) => ({ path: change.path, kind: kinds?.changeKindOf(change) })),
    });
    return exitCode;
  }
  for (const { name, report, changed } of reports)
    context.say(renderReport(name, report, changed.length === 0 ? unchanged(report) : stateOf(changed, check)));
  if (exitCode === 0 && check) context.say(UP_TO_DATE);
  if (exitCode === 0) return exitCode;
  for (const change of changes)
    context.print(`\n${kinds?.changeKindOf(change)}: ${change.path}\n${kinds?.renderChange(change)}`);
  const advice = repair(context.program, outcomes, changes.length);
  context.print(`\n${advice}`);
  if (context.env["GITHUB_ACTIONS"] === "true") context.terminal.out(kinds?.annotateChanges(changes, advice) ?? "");
  return exitCode;
}

function stateOf(changes: readonly FileChange[], check: boolean): string {
  if (check) return `out of date (${count(changes.length, "file")})`;
  const written = changes.filter(({ after }) => after !== undefined).length;
  const removed = changes.length - written;
  return `written (${[count(written, "file"), ...(removed > 0 ? [`${removed} removed`] : [])].join(", ")})`;
}

/** The command that settles what a check found. */
function repair(program: string, outcomes: readonly GenerationOutcome[], differences: number): string {
  const stale = outcomes.filter(({ changes }) => changes.length > 0).map(({ name }) => name);
  const edited = outcomes.filter((outcome) => !outcome.isContractIntact).map(({ name }) => contractPath(name));
  const restore = edited.map((path) => `Restore ${path} from version control: the names in it stand. `).join("");
  return `${count(differences, "file")} out of date. ${restore}Run \`${[program, "generate", ...stale].join(" ")}\` and commit the result.`;
}
