import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder of the whole project. */
export const repository = resolve(import.meta.dirname, "../..");

/** Folders of `packages`, each published under `@specloom/`. */
export const packages = readdirSync(join(repository, "packages")).toSorted();

/** The packages that users install for one API. */
export const providers = packages.filter((name) => !["runtime", "toolchain"].includes(name));

/** The fields of a manifest that these tests read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly packageManager?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Files below a folder,. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
