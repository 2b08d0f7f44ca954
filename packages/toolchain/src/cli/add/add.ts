import { existsSync } from "node:fs";
import { join } from "node:path";
import { ToolchainError } from "../../errors.js";
import { printLock } from "../../lock.js";
import type { CommandContext } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { applyChanges, compareFiles } from "../../repository/files.js";
import { readLock } from "../../repository/repository.js";
import { step } from "../progress.js";
import { withDeadline } from "../../fetching/network/deadline.js";
import { systemNetwork } from "../../fetching/network/network.js";
import { type AccessOptions, createAccess } from "../../fetching/vendor/access.js";
import { type AdditionOptions, compose } from "./addition.js";
import { checkName } from "./api-name.js";
import { createLoad, urlOf } from "./load.js";
import { readExistingPackages } from "./existing-packages.js";
import { gather } from "./published.js";
import { readRepairs } from "./repairs.js";
import { report } from "./report.js";
import { undeclared } from "./undeclared.js";

/** How long all files of a document may take together, in milliseconds. */
const GATHER_MS = 600_000;

/** What `specloom add` was asked for. */
export interface AddOptions extends Omit<AdditionOptions, "overlay">, Pick<AccessOptions, "timeoutMs"> {
  /** Files and addresses, as typed. */
  readonly documents: readonly string[];
  /** File with an overlay, as typed. */
  readonly overlay: string | undefined;
}

/**
 * Adds an API: vendors its document, writes what people will edit, and generates its client. Nothing is written unless
 * all of it succeeds.
 *
 * @throws {ToolchainError} An `add/` code, a `network/` code, or whatever `generate` finds wrong with the document.
 */
export async function runAdd(options: AddOptions, context: CommandContext): Promise<ExitCode> {
  const { root, cwd, env, network } = context;
  checkName(options.name);
  checkFree(root, options.name);
  const existing = await readExistingPackages(root);
  const overlay = await readRepairs(options.overlay, cwd);
  const access = createAccess({ hosts: [], credentials: [] }, { ...options, env, network });
  const urls = options.documents.map((typed) => urlOf(typed, cwd));
  const published = await step("reading the document", context, () =>
    withDeadline(GATHER_MS, network ?? systemNetwork, (signal) => gather(urls, createLoad(access), signal), late),
  );
  const typed = { ...options, files: published.files.map(({ file }) => file) };
  const addition = await step("generating its client", context, () =>
    compose({ ...options, overlay }, published, existing).catch((error: unknown) =>
      Promise.reject(undeclared(error, typed)),
    ),
  );
  const lock = new Map([...(await readLock(root)), [options.name, addition.generated.lock]]);
  const files = new Map([...addition.files, ["specs/lock.json", printLock(Object.fromEntries(lock))]]);
  await applyChanges(root, await compareFiles(root, files, []));
  report(addition, existing, context);
  return 0;
}

function late(): ToolchainError {
  return new ToolchainError("network/timeout", `Expected all files within ${GATHER_MS / 1000} s, they took longer`);
}

/** @throws {ToolchainError} `add/exists` where a folder of that name stands in any of the three places. */
function checkFree(root: string, name: string): void {
  const taken = ["specs", "packages", "generated"]
    .map((folder) => `${folder}/${name}`)
    .find((path) => existsSync(join(root, path)));
  if (taken === undefined) return;
  throw new ToolchainError("add/exists", `Expected a name that is free, found the folder ${taken}`, {
    location: { file: taken },
  });
}
