import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder of the whole project. */
export const repository = resolve(import.meta.dirname, "../..");

/** Folders of `packages` that are published, each under `@specloom/`, the toolchain as `specloom`. */
export const packages = readdirSync(join(repository, "packages"))
  .filter((name) => readManifest(join(repository, "packages", name)).private !== true)
  .toSorted();

/** The packages that users install for one API. */
export const providers = packages.filter((name) => !["runtime", "toolchain", "bullmq"].includes(name));

/** The tarball of a folder of `packages`, as pnpm names it. */
export function tarballOf(folder: string): string {
  return folder === "toolchain" ? "specloom.tgz" : `specloom-${folder}.tgz`;
}

/** The fields of a manifest that these tests read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly homepage?: string;
  readonly bugs?: object;
  readonly repository?: { readonly url: string };
  readonly keywords?: readonly string[];
  readonly private?: boolean;
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
