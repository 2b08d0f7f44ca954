import type { PrintTypes } from "../emit/print-types.js";
import { ToolchainError } from "../errors.js";
import { type Generated, generate } from "../generate.js";
import { isContractIntact, type ProviderLock } from "../lock.js";
import type { ProviderInput } from "../provider.js";
import { ownedFolders } from "../provider-paths.js";
import type { CommandContext } from "./context.js";
import { compareFiles, type FileChange } from "../repository/files.js";
import type { GenerateOptions } from "./generate.js";
import { inputDigest } from "../repository/digests.js";
import { entryDigest, type CachedGeneration } from "../repository/cache.js";
import { reportOf } from "../provider-report.js";
import { type LockTexts, readProvider } from "../repository/repository.js";
import { isShown } from "./progress.js";

/** One provider's generation beside what stands on disk. */
export interface GenerationOutcome {
  readonly name: string;
  /** The provider's part of the lock. */
  readonly entry: ProviderLock;
  readonly changes: readonly FileChange[];
  /** False where `contract.json`, in which names stand, is not as the last generation left it. */
  readonly isContractIntact: boolean;
  readonly cached: CachedGeneration;
}

interface Making extends Pick<GenerateOptions, "check" | "strict"> {
  /** Prints a document's types; in this thread where undefined. */
  readonly printTypes: PrintTypes | undefined;
}

/** Enough for one to be read while another's types are printed. */
const AT_ONCE = 2;

/**
 * Generates providers, none after one has failed; a person is shown how far it has come.
 *
 * @returns In the order of the names.
 * @throws What the first of them, in that order, has failed with.
 */
export async function generateProviders(
  names: readonly string[],
  making: Making,
  lock: LockTexts,
  context: CommandContext,
): Promise<GenerationOutcome[]> {
  const outcomes = new Map<string, GenerationOutcome>();
  const failures = new Map<string, unknown>();
  const make = async (name: string): Promise<void> => {
    if (failures.size > 0) return;
    try {
      outcomes.set(name, await generateProvider(context.root, name, making, lock));
    } catch (error) {
      failures.set(name, error);
    }
  };
  await (isShown(context) ? draw(names, make, failures) : inTurns(names, make));
  const failed = names.find((name) => failures.has(name));
  if (failed !== undefined) throw failures.get(failed);
  return names.flatMap((name) => outcomes.get(name) ?? []);
}

async function inTurns(names: readonly string[], make: (name: string) => Promise<void>): Promise<void> {
  const left = names.values();
  const turns = Array.from({ length: AT_ONCE }, async () => {
    for (const name of left) await make(name);
  });
  await Promise.all(turns);
}

/** The same, drawn on a terminal. */
async function draw(
  names: readonly string[],
  make: (name: string) => Promise<void>,
  failures: ReadonlyMap<string, unknown>,
): Promise<void> {
  const { Listr } = await import("listr2");
  const tasks = names.map((name) => ({
    title: name,
    task: async () => {
      await make(name);
      if (failures.has(name)) throw failures.get(name);
    },
  }));
  await new Listr(tasks, { concurrent: AT_ONCE, exitOnError: false, rendererOptions: { clearOutput: true } }).run();
}

async function generateProvider(
  root: string,
  name: string,
  making: Making,
  lock: LockTexts,
): Promise<GenerationOutcome> {
  // Before anything is read: what is edited from now on is for the next run.
  const inputs = inputDigest(root, name);
  const input = await readProvider(root, name, lock);
  const { generated, isContractIntact: intact } = await generateFrom(input, making);
  const changes = await compareFiles(root, generated.files, ownedFolders(name));
  const { lock: entry } = generated;
  const cached = { inputs, lock: entryDigest(entry), report: reportOf(generated) };
  return { name, entry, changes, isContractIntact: intact, cached };
}

/** A check shows the difference even where the names that stand cannot be read; writing would lose them. */
async function generateFrom(
  input: ProviderInput,
  { check, strict, printTypes }: Making,
): Promise<{ readonly generated: Generated; readonly isContractIntact: boolean }> {
  try {
    return { generated: await generate(input, printTypes, strict), isContractIntact: isContractIntact(input) };
  } catch (error) {
    if (!check || !(error instanceof ToolchainError) || error.code !== "contract/lock") throw error;
    return {
      generated: await generate({ ...input, contract: undefined }, printTypes, strict),
      isContractIntact: false,
    };
  }
}
