import { Listr } from "listr2";
import { formatLocation, ToolchainError } from "../errors.js";
import { type Generated, type GenerationNote, generate } from "../generate.js";
import { isContractIntact, printLock } from "../lock.js";
import { contractPath, ownedFolders, type ProviderInput } from "../provider.js";
import { kindOf, renderChange } from "./diff.js";
import { applyChanges, compareFiles, type FileChange } from "./files.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { count, facts } from "./facts.js";
import { chooseProviders, listProviders, type LockTexts, readLock, readProvider } from "./repository.js";

/** What `specloom generate` was asked for. */
export interface GenerateOptions {
  readonly names: readonly string[];
  /** Compare instead of writing. */
  readonly check: boolean;
}

/** One provider's generation beside what stands on disk. */
interface Outcome {
  readonly name: string;
  readonly generated: Generated;
  readonly changes: readonly FileChange[];
  /** False where `contract.json`, in which names stand, is not as the last generation left it. */
  readonly isContractIntact: boolean;
}

/**
 * Generates, then writes what changed or, with `check`, only compares. Nothing is written unless every provider
 * succeeded.
 *
 * @returns The exit code: 1 where a check found differences, else 0.
 */
export async function runGenerate(options: GenerateOptions, context: CommandContext): Promise<ExitCode> {
  const { root } = context;
  const lock = await readLock(root);
  const outcomes = await generateAll(options, lock, context);
  const changes = [...outcomes.flatMap((outcome) => outcome.changes), ...(await lockChanges(root, lock, outcomes))];
  if (!options.check) await applyChanges(root, changes);
  const exitCode = options.check && changes.length > 0 ? 1 : 0;
  if (context.json) {
    context.printJson({ providers: outcomes.map(plainOutcome), changes: changes.map(plainChange) });
    return exitCode;
  }
  for (const outcome of outcomes) context.say(summary(outcome, options.check));
  if (exitCode === 0) {
    if (options.check) context.say("Everything is up to date.");
    return exitCode;
  }
  for (const change of changes) context.print(`\n${kindOf(change)}: ${change.path}\n${renderChange(change)}`);
  context.print(`\n${repair(context.program, outcomes, changes.length)}`);
  return exitCode;
}

/** One provider of `--json`. */
function plainOutcome({ name, generated: { contract, notes }, changes }: Outcome): object {
  const { operations, jobs } = contract;
  return {
    name,
    operations: operations.length,
    paginated: operations.filter(({ pagination }) => pagination !== undefined).length,
    jobs: jobs.length,
    changed: changes.length > 0,
    notes,
  };
}

function plainChange(change: FileChange): object {
  return { path: change.path, kind: kindOf(change) };
}

/** The command that settles what a check found. */
function repair(program: string, outcomes: readonly Outcome[], differences: number): string {
  const stale = outcomes.filter(({ changes }) => changes.length > 0).map(({ name }) => name);
  const edited = outcomes.filter((outcome) => !outcome.isContractIntact).map(({ name }) => contractPath(name));
  const restore = edited.map((path) => `Restore ${path} from version control: the names in it stand. `).join("");
  return `${count(differences, "file")} out of date. ${restore}Run \`${[program, "generate", ...stale].join(" ")}\` and commit the result.`;
}

async function generateAll(
  { names, check }: GenerateOptions,
  lock: LockTexts,
  { root, terminal, quiet, json }: CommandContext,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const tasks = new Listr(
    (await chooseProviders(root, names)).map((name) => ({
      title: name,
      task: async () => {
        const input = await readProvider(root, name, lock);
        const { generated, isContractIntact: intact } = await generateFrom(input, check);
        const changes = await compareFiles(root, generated.files, ownedFolders(name));
        outcomes.push({ name, generated, changes, isContractIntact: intact });
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
  check: boolean,
): Promise<Pick<Outcome, "generated" | "isContractIntact">> {
  try {
    return { generated: await generate(input), isContractIntact: isContractIntact(input) };
  } catch (error) {
    if (!check || !(error instanceof ToolchainError) || error.code !== "contract/lock") throw error;
    return { generated: await generate({ ...input, contract: undefined }), isContractIntact: false };
  }
}

/** The lock with the entries of this run; entries of providers that are gone are dropped. */
async function lockChanges(root: string, lock: LockTexts, outcomes: readonly Outcome[]): Promise<FileChange[]> {
  const known = new Set(await listProviders(root));
  const kept = [...lock].filter(([name]) => known.has(name));
  const entries = [...kept, ...outcomes.map(({ name, generated }) => [name, generated.lock] as const)];
  return compareFiles(root, new Map([["specs/lock.json", printLock(Object.fromEntries(entries))]]), []);
}

function summary({ name, generated: { contract, files, notes }, changes }: Outcome, check: boolean): string {
  const written = changes.filter(({ after }) => after !== undefined).length;
  const removed = changes.length - written;
  const state =
    changes.length === 0
      ? `unchanged (${count(files.size, "file")})`
      : check
        ? `out of date (${count(changes.length, "file")})`
        : `written (${[count(written, "file"), ...(removed > 0 ? [`${removed} removed`] : [])].join(", ")})`;
  return [`${name}: ${facts(contract).join(", ")}; ${state}`, ...notes.map(renderNote)].join("\n");
}

function renderNote({ message, places: [place], action }: GenerationNote): string {
  const text = `  note: ${place === undefined ? "" : `${formatLocation(place)}: `}${message}`;
  return [text, ...(action?.trimEnd().split("\n") ?? []).map((line) => `    ${line}`)].join("\n");
}
