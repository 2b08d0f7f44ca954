import { Listr } from "listr2";
import type { PrintTypes } from "../emit/print-types.js";
import { ToolchainError } from "../errors.js";
import { type Generated, generate } from "../generate.js";
import { isContractIntact, type ProviderLock } from "../lock.js";
import type { ProviderInput } from "../provider.js";
import { ownedFolders } from "../provider-paths.js";
import type { CommandContext } from "./context.js";
import { compareFiles, type FileChange } from "./files.js";
import type { GenerateOptions } from "./generate.js";
import { inputDigest } from "./incremental/digests.js";
import { entryDigest, type Remembered } from "./incremental/memory.js";
import { reportOf } from "./report.js";
import { type LockTexts, readProvider } from "./repository.js";

/** One provider's generation beside what stands on disk. */
export interface Outcome {
  readonly name: string;
  /** The provider's part of the lock. */
  readonly entry: ProviderLock;
  readonly changes: readonly FileChange[];
  /** False where `contract.json`, in which names stand, is not as the last generation left it. */
  readonly isContractIntact: boolean;
  readonly remembered: Remembered;
}

interface Making extends Pick<GenerateOptions, "check"> {
  /** Prints a document's types; in this thread where undefined. */
  readonly printTypes: PrintTypes | undefined;
}

/** Generates providers one after the other; a person is shown how far it has come. */
export async function generateProviders(
  names: readonly string[],
  making: Making,
  lock: LockTexts,
  { root, terminal, quiet, json }: CommandContext,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const tasks = new Listr(
    names.map((name) => ({
      title: name,
      task: async () => {
        // Before anything is read: what is edited from now on is for the next run.
        const inputs = inputDigest(root, name);
        const input = await readProvider(root, name, lock);
        const { generated, isContractIntact: intact } = await generateFrom(input, making);
        const changes = await compareFiles(root, generated.files, ownedFolders(name));
        const { lock: entry } = generated;
        const remembered = { inputs, lock: entryDigest(entry), report: reportOf(generated) };
        outcomes.push({ name, entry, changes, isContractIntact: intact, remembered });
      },
    })),
    {
      renderer: terminal.interactive && !quiet && !json ? "default" : "silent",
      rendererOptions: { clearOutput: true },
    },
  );
  await tasks.run();
  return outcomes;
}

/** A check shows the difference even where the names that stand cannot be read; writing would lose them. */
async function generateFrom(
  input: ProviderInput,
  { check, printTypes }: Making,
): Promise<{ readonly generated: Generated; readonly isContractIntact: boolean }> {
  try {
    return { generated: await generate(input, printTypes), isContractIntact: isContractIntact(input) };
  } catch (error) {
    if (!check || !(error instanceof ToolchainError) || error.code !== "contract/lock") throw error;
    return { generated: await generate({ ...input, contract: undefined }, printTypes), isContractIntact: false };
  }
}
