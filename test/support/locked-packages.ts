import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { runOrThrow } from "./command.js";

const FILES = ["package.json", "package-lock.json"];
const cache = resolve(import.meta.dirname, "../../node_modules/.cache/specloom");

/**
 * Installs the packages of a folder's own manifest and lock, once for each state of them: what only some tests need
 * is never fetched by those who install the workspace. No install script runs.
 *
 * @param folder Holds `package.json` and `package-lock.json`.
 * @returns The folder of the installed packages.
 */
export async function installLocked(folder: string): Promise<string> {
  const target = join(cache, `${basename(folder)}-${digest(folder)}`);
  if (existsSync(target)) return join(target, "node_modules");
  mkdirSync(dirname(target), { recursive: true });
  const draft = mkdtempSync(`${target}-`);
  for (const file of FILES) copyFileSync(join(folder, file), join(draft, file));
  await runOrThrow("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: draft });
  publish(draft, target);
  return join(target, "node_modules");
}

/** Gives a complete folder its name, unless another run was faster: a folder by that name is never half full. */
function publish(draft: string, target: string): void {
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
    rmSync(draft, { recursive: true });
  }
}

function digest(folder: string): string {
  const hash = createHash("sha256");
  for (const file of FILES) hash.update(readFileSync(join(folder, file)));
  return hash.digest("hex").slice(0, 16);
}
