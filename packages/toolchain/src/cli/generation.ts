import type { PrintTypes } from "../emit/print-types.js";
import { ToolchainError } from "../errors.js";
import { type Generated, generate } from "../generate.js";
import { isContractIntact, type ProviderLock } from "../lock.js";
import type { ProviderInput } from "../provider.js";
import { ownedFolders } from "../provider-paths.js";
import type { CommandContext } from "./context.js";
import { compareFiles, type FileChange } from "../repository/files.js";
import type { GenerateOptions } from "./generate.js";
import { changesOf } from "../repository/project/owned-folder.js";
import { inputDigest } from "../repository/digests.js";
import { entryDigest, type CachedGeneration } from "../repository/cache.js";
import { reportOf } from "../provider-report.js";
import { type LockTexts, readProvider } from "../repository/repository.js";
import { showsProgress } from "./progress.js";

/** One provider's generated files compared with the disk. */
export interface GenerationOutcome {
  readonly name: string;
  /** The provider's part of the lock. */
  readonly entry: ProviderLock;
  readonly changes: readonly FileChange[];
  /** False where `contract.json`, which holds the names, was edited after the last generation. */
  readonly isContractIntact: boolean;
  readonly cached: CachedGeneration;
}

interface GenerateSettings extends Pick<GenerateOptions, "check" | "strict" | "generate"> {
  /** Prints a document's types; undefined for printing in this thread. */
  readonly printTypes: PrintTypes | undefined;
}

/** One provider is read while another's types are printed. */
const CONCURRENCY = 2;

/**
 * Generates providers, and starts none after a failure. Shows progress on a terminal.
 *
 * @returns In the order of the names.
 * @throws The error of the first provider, in that order, that failed.
 */
export async function generateProviders(
  names: readonly string[],
  settings: GenerateSettings,
  lock: LockTexts,
  context: CommandContext,
): Promise<GenerationOutcome[]> {
  const outcomes = new Map<string, GenerationOutcome>();
  const failures = new Map<string, unknown>();
  const generateOne = async (name: string): Promise<void> => {
    if (failures.size > 0) return;
    try {
      outcomes.set(name, await generateProvider(context.root, name, settings, lock));
    } catch (error) {
      failures.set(name, error);
    }
  };
  await (showsProgress(context) ? runWithProgress(names, generateOne, failures) : runConcurrently(names, generateOne));
  const failed = names.find((name) => failures.has(name));
  if (failed !== undefined) throw failures.get(failed);
  return names.flatMap((name) => outcomes.get(name) ?? []);
}

async function runConcurrently(names: readonly string[], generateOne: (name: string) => Promise<void>): Promise<void> {
  const queue = names.values();
  const workers = Array.from({ length: CONCURRENCY }, async () => {
    for (const name of queue) await generateOne(name);
  });
  await Promise.all(workers);
}

/** Runs the generations and shows progress on a terminal. */
async function runWithProgress(
  names: readonly string[],
  generateOne: (name: string) => Promise<void>,
  failures: ReadonlyMap<string, unknown>,
): Promise<void> {
  const { Listr } = await import("listr2");
  const tasks = names.map((name) => ({
    title: name,
    task: async () => {
      await generateOne(name);
      if (failures.has(name)) throw failures.get(name);
    },
  }));
  await new Listr(tasks, { concurrent: CONCURRENCY, exitOnError: false, rendererOptions: { clearOutput: true } }).run();
}

async function generateProvider(
  root: string,
  name: string,
  settings: GenerateSettings,
  lock: LockTexts,
): Promise<GenerationOutcome> {
  // Taken before reading, so that a later edit belongs to the next run.
  const inputs = inputDigest(root, name);
  const input = await readProvider(root, name, lock);
  const { generated, isContractIntact: intact } = await generateFrom(input, settings);
  const { target } = input;
  const compared = await compareFiles(root, generated.files, ownedFolders(name, target));
  const changes = target === undefined ? compared : await changesOf(root, target.folder, generated.files, compared);
  const { lock: entry } = generated;
  const cached = { inputs, lock: entryDigest(entry), report: reportOf(generated) };
  return { name, entry, changes, isContractIntact: intact, cached };
}

/** A check prints the diff even where the names in `contract.json` cannot be read; writing would lose them. */
async function generateFrom(
  input: ProviderInput,
  { check, strict, printTypes, generate: elsewhere }: GenerateSettings,
): Promise<{ readonly generated: Generated; readonly isContractIntact: boolean }> {
  const run = elsewhere ?? ((given: ProviderInput) => generate(given, printTypes, strict));
  try {
    return { generated: await run(input, strict), isContractIntact: isContractIntact(input) };
  } catch (error) {
    if (!check || !(error instanceof ToolchainError) || error.code !== "contract/lock") throw error;
    return { generated: await run({ ...input, contract: undefined }, strict), isContractIntact: false };
  }
}
