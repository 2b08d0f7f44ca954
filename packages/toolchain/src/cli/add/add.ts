import { join, relative, resolve } from "node:path";
import { isAddress, isSafePath } from "../../document/file-name.js";
import { ToolchainError } from "../../errors.js";
import { printLock } from "../../lock.js";
import type { CommandContext } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { applyChanges, compareFiles } from "../../repository/files.js";
import { hasEntry } from "../../repository/gate/gate.js";
import { slashed } from "../../repository/gate/paths.js";
import { changesOf } from "../../repository/project/owned-folder.js";
import { projectAround } from "../../repository/project/project.js";
import { readLock } from "../../repository/repository.js";
import { withProgress } from "../progress.js";
import { withDeadline } from "../../fetching/network/deadline.js";
import { systemNetwork } from "../../fetching/network/network.js";
import { type AccessOptions, createAccess } from "../../fetching/vendor/access.js";
import { type AdditionOptions, buildAddition } from "./addition.js";
import { checkName } from "./api-name.js";
import { shellWord } from "../../shell-word.js";
import { createLoad, urlOf } from "./load.js";
import { readExistingPackages } from "./existing-packages.js";
import { collectDocuments } from "./published.js";
import { readRepairs } from "./repairs.js";
import { report } from "./report.js";
import { rewriteError } from "./rewrite-error.js";
import { MAX_TOTAL_MS, timeoutError } from "./time-limit.js";

/** The arguments of `specloom add`. */
export interface AddOptions extends Omit<AdditionOptions, "overlay">, Pick<AccessOptions, "timeoutMs"> {
  /** Files and addresses, as typed. */
  readonly documents: readonly string[];
  /** File with an overlay, as typed. */
  readonly overlay: string | undefined;
}

/**
 * Adds an API: fetches and stores its document, writes the files that people edit, and generates its client. Writes
 * nothing unless all of it succeeds.
 *
 * @throws {ToolchainError} An `add/` code, a `network/` code, or what `generate` throws for the document.
 */
export async function runAdd(options: AddOptions, context: CommandContext): Promise<ExitCode> {
  const { root, cwd, env, network } = context;
  checkName(options.name);
  const output = outputFolder(options.output, context);
  checkFree(root, { ...options, output });
  if (output !== undefined) await changesOf(root, output, new Map(), []);
  const existing = await readExistingPackages(root);
  const overlay = await readRepairs(options.overlay, cwd);
  const access = createAccess({ hosts: [], credentials: [] }, { ...options, env, network });
  const urls = options.documents.map((typed) => urlOf(typed, cwd));
  const published = await withProgress("reading the document", context, () =>
    withDeadline(
      MAX_TOTAL_MS,
      network ?? systemNetwork,
      (signal) => collectDocuments(urls, createLoad(access), signal),
      timeoutError,
    ),
  );
  const typed = { ...options, paths: published.files.map(({ file }) => `specs/${options.name}/${file}`) };
  const addition = await withProgress("generating its client", context, () =>
    buildAddition({ ...options, output, overlay }, published, existing, root).catch((error: unknown) =>
      Promise.reject(rewriteError(error, typed)),
    ),
  );
  const lock = new Map([...(await readLock(root)), [options.name, addition.generated.lock]]);
  const files = new Map([...addition.files, ["specs/lock.json", printLock(Object.fromEntries(lock))]]);
  await applyChanges(root, await compareFiles(root, files, []));
  report(addition, existing, context);
  return 0;
}

/** @throws {ToolchainError} `add/exists` where one of its folders exists. */
function checkFree(root: string, { name, documents, output }: AddOptions): void {
  const taken = ["specs", "generated", ...(output === undefined ? ["packages"] : [])]
    .map((folder) => `${folder}/${name}`)
    .find((path) => hasEntry(root, path));
  if (taken === undefined) return;
  const [document, ...more] = documents;
  const isLocal = document !== undefined && more.length === 0 && !isAddress(document);
  const command = `specloom vendor ${name}${isLocal ? ` --from ${shellWord(document)}` : ""}`;
  throw new ToolchainError("add/exists", `Expected an unused name, found the folder ${taken}`, {
    location: { file: taken },
    hint: taken.startsWith("specs/")
      ? `Choose another name; \`${command}\` takes a newer document of the existing API.`
      : "Choose another name, or remove the folder.",
  });
}

/**
 * The folder of the client, relative to the root. Undefined if the client gets a package of its own. Deno builds no
 * packages, so a Deno project needs a folder.
 *
 * @throws {ToolchainError} `add/output` if the folder is outside the repository, or if a Deno project names none.
 */
function outputFolder(typed: string | undefined, context: CommandContext): string | undefined {
  const { root, cwd } = context;
  if (typed === undefined) {
    if (!projectAround(join(root, "packages"), context).isDeno) return undefined;
    throw new ToolchainError("add/output", "Expected --output in a Deno project, found none");
  }
  const folder = slashed(relative(root, resolve(cwd, typed)));
  if (isSafePath(folder)) return folder;
  throw new ToolchainError("add/output", `Expected a folder in the repository, found ${slashed(typed)}`);
}
