import { ToolchainError } from "../../errors.js";
import { printLock } from "../../lock.js";
import type { CommandContext } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { applyChanges, compareFiles } from "../../repository/files.js";
import { hasEntry } from "../../repository/gate/gate.js";
import { readLock } from "../../repository/repository.js";
import { withProgress } from "../progress.js";
import { withDeadline } from "../../fetching/network/deadline.js";
import { systemNetwork } from "../../fetching/network/network.js";
import { type AccessOptions, createAccess } from "../../fetching/vendor/access.js";
import { type AdditionOptions, buildAddition } from "./addition.js";
import { checkName } from "./api-name.js";
import { createLoad, urlOf } from "./load.js";
import { readExistingPackages } from "./existing-packages.js";
import { collectDocuments } from "./published.js";
import { readRepairs } from "./repairs.js";
import { report } from "./report.js";
import { rewriteError } from "./rewrite-error.js";

/** The time limit for all files of a document together, in milliseconds. */
const MAX_TOTAL_MS = 600_000;

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
  checkFree(root, options.name);
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
  const typed = { ...options, files: published.files.map(({ file }) => file) };
  const addition = await withProgress("generating its client", context, () =>
    buildAddition({ ...options, overlay }, published, existing).catch((error: unknown) =>
      Promise.reject(rewriteError(error, typed)),
    ),
  );
  const lock = new Map([...(await readLock(root)), [options.name, addition.generated.lock]]);
  const files = new Map([...addition.files, ["specs/lock.json", printLock(Object.fromEntries(lock))]]);
  await applyChanges(root, await compareFiles(root, files, []));
  report(addition, existing, context);
  return 0;
}

function timeoutError(): ToolchainError {
  return new ToolchainError(
    "network/timeout",
    `Expected all files within ${MAX_TOTAL_MS / 1000} s, found no complete response`,
  );
}

/** @throws {ToolchainError} `add/exists` where one of the three folders exists. */
function checkFree(root: string, name: string): void {
  const taken = ["specs", "packages", "generated"]
    .map((folder) => `${folder}/${name}`)
    .find((path) => hasEntry(root, path));
  if (taken === undefined) return;
  throw new ToolchainError("add/exists", `Expected an unused name, found the folder ${taken}`, {
    location: { file: taken },
  });
}
