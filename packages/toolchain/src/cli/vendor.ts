import { Listr } from "listr2";
import { readSource } from "../document/read-source.js";
import { ToolchainError } from "../errors.js";
import { printLock } from "../lock.js";
import type { CommandContext } from "./context.js";
import { plainError, renderError } from "../error-text.js";
import type { ProviderFailure } from "../fetching/upstream-states.js";
import { type ExitCode, worstExitCode } from "./exit-code.js";
import { applyChanges, compareFiles } from "../repository/files.js";
import { chooseProviders, type LockTexts, readLock, readProvider } from "../repository/repository.js";
import { withoutCredentials } from "./add/typed-document.js";
import { showsProgress } from "./progress.js";
import { type AccessOptions, createAccess } from "../fetching/vendor/access.js";
import { plainUpstream, summary } from "./vendor-report.js";
import { shellWord } from "../shell-word.js";
import { upstreamFrom } from "./vendor-from.js";
import { fetchUpstream, type ProviderUpstream } from "../fetching/vendor/upstream.js";

/** The arguments of `specloom vendor`. */
export interface VendorOptions extends Pick<AccessOptions, "hosts" | "timeoutMs"> {
  readonly names: readonly string[];
  /** A new document that takes the place of the one here, as typed; undefined for the addresses of source.yaml. */
  readonly from?: string | undefined;
  /** Fetch and compare only. */
  readonly check: boolean;
}

/**
 * Fetches what providers publish and writes the changed files with their digests; with `check` only compares. Writes
 * nothing of a provider unless all of it was fetched and is readable; a provider that fails leaves the others.
 *
 * @returns 1 where a check found changes, else 0; that of the error where a provider failed.
 * @throws {ToolchainError} A `network/` code; `source/no-address` where no file has an address.
 */
export async function runVendor(options: VendorOptions, context: CommandContext): Promise<ExitCode> {
  const lock = await readLock(context.root);
  const { from } = options;
  const { fetched, failures } =
    from === undefined
      ? await fetchAll(options, lock, context)
      : { fetched: [await upstreamFrom({ ...options, from }, lock, context)], failures: [] };
  const [failure] = failures;
  // The only one that fails is the command's own error.
  if (failure !== undefined && fetched.length === 0) throw failure.error;
  if (fetched.every(({ files }) => files.length === 0)) {
    const message = `Expected a file with an address, found none in ${fetched.map(({ name }) => `specs/${name}/source.yaml`).join(", ")}`;
    throw new ToolchainError("source/no-address", message, {
      hint: `Give a new document by \`specloom vendor ${fetched[0]?.name ?? "<name>"} --from <file>\`, or its address in source.yaml.`,
    });
  }
  if (!options.check) await write(fetched, lock, context.root);
  const changed = fetched.filter(({ files }) => files.some(({ state }) => state !== "unchanged"));
  const exitCode = failure === undefined && options.check && changed.length > 0 ? 1 : worstOf(failures);
  if (context.json) {
    const failed = failures.map(({ name, error }) => ({ name, error: plainError(error, context.program) }));
    context.printJson({ providers: [...fetched.map(plainUpstream), ...failed] });
    return exitCode;
  }
  const print = (text: string): void => (exitCode === 0 ? context.say(text) : context.print(text));
  for (const upstream of fetched) print(summary(upstream, context.terminal));
  if (changed.length > 0) {
    const names = changed.map(({ name }) => name).join(" ");
    const command = options.check
      ? `vendor ${names}${from === undefined ? "" : ` --from ${shellWord(withoutCredentials(from))}`}`
      : `generate ${names}`;
    print(`\nNext: \`${context.program} ${command}\`.`);
  }
  for (const { name, error } of failures)
    context.terminal.err(`${name}:\n${renderError(error, context.terminal, context.program)}\n`);
  return exitCode;
}

function worstOf(failures: readonly ProviderFailure[]): ExitCode {
  return worstExitCode(failures.map(({ error }) => error.code));
}

async function fetchAll(
  { names, hosts, timeoutMs }: VendorOptions,
  lock: LockTexts,
  context: CommandContext,
): Promise<{ readonly fetched: readonly ProviderUpstream[]; readonly failures: readonly ProviderFailure[] }> {
  const { root, env, network } = context;
  const fetched: ProviderUpstream[] = [];
  const failures: ProviderFailure[] = [];
  const tasks = new Listr(
    chooseProviders(root, names).map((name) => ({
      title: name,
      task: async (_: unknown, task: { output: string }) => {
        try {
          const input = await readProvider(root, name, lock);
          const source = readSource(input.source);
          const access = createAccess(source, { hosts, timeoutMs, env, network });
          const known = { source, documents: input.documents, lock: input.lock };
          fetched.push({ name, ...(await fetchUpstream(known, access, (file) => (task.output = file))) });
        } catch (error) {
          if (!(error instanceof ToolchainError)) throw error;
          failures.push({ name, error });
        }
      },
    })),
    {
      renderer: showsProgress(context) ? "default" : "silent",
      rendererOptions: { clearOutput: true },
    },
  );
  await tasks.run();
  return { fetched, failures };
}

/** Writes the files and the lock together. `generate` sees the new digests later. */
async function write(fetched: readonly ProviderUpstream[], lock: LockTexts, root: string): Promise<void> {
  const entries = new Map(lock);
  for (const { name, files } of fetched) {
    const entry = lock.get(name);
    const known = typeof entry === "object" && entry !== null ? entry : {};
    const before = "documents" in known && typeof known.documents === "object" ? known.documents : {};
    const documents = { ...before, ...Object.fromEntries(files.map(({ file, lock: newLock }) => [file, newLock])) };
    if (files.length > 0) entries.set(name, { ...known, documents });
  }
  const texts = new Map(fetched.flatMap(({ files }) => files.map(({ text }) => [text.path, text.text] as const)));
  texts.set("specs/lock.json", printLock(Object.fromEntries(entries)));
  await applyChanges(root, await compareFiles(root, texts, []));
}
