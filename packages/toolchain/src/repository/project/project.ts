import { dirname, join, relative } from "node:path";
import { ownMember } from "../../json.js";
import { hasEntry } from "../gate/gate.js";
import { foldersUpwards, isInside, slashed } from "../gate/paths.js";
import {
  callingPackageManager,
  isWorkspaceRoot,
  manifestIn,
  type PackageManager,
  packageManagerOf,
} from "../package-manager.js";

/** The project that a client becomes a part of. */
export interface Project {
  /** The folder of its manifest; absolute. */
  readonly root: string;
  /** The folder of the client, relative to the root. */
  readonly folder: string;
  /** The package manager that its files tell. */
  readonly packageManager: PackageManager;
  /** The one to install with: where its files tell none, that which started this process. */
  readonly installer: PackageManager;
  readonly isWorkspaceRoot: boolean;
  /** Packages that the manifest lists, each with its range. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Whether its `.js` files are ES modules. */
  readonly isModule: boolean;
  /** Whether it is Deno's alone: it has no package.json. */
  readonly isDeno: boolean;
}

/** Where a command was typed. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The project around an output folder: the nearest folder upwards with a manifest, else the working folder.
 *
 * @param output Absolute.
 */
export function projectAround(output: string, { cwd, env }: Surroundings): Project {
  const root = folderWithManifest(dirname(output)) ?? (isInside(cwd, output) && cwd !== output ? cwd : dirname(output));
  const manifest = manifestIn(root);
  const isDeno = !hasEntry(root, "package.json") && DENO_MANIFESTS.some((name) => hasEntry(root, name));
  const listed = ["dependencies", "devDependencies", "peerDependencies", "imports"].flatMap((key) => {
    const list = ownMember(isDeno ? manifestIn(root, "deno.json") : manifest, key);
    return typeof list === "object" && list !== null ? Object.entries(list) : [];
  });
  return {
    root,
    folder: slashed(relative(root, output)),
    packageManager: packageManagerOf(root),
    installer: packageManagerOf(root, callingPackageManager(env)),
    isWorkspaceRoot: isWorkspaceRoot(root),
    dependencies: new Map(listed.map(([name, range]) => [name, String(range)])),
    isModule: isDeno || ownMember(manifest, "type") === "module",
    isDeno,
  };
}

const DENO_MANIFESTS = ["deno.json", "deno.jsonc"];

function folderWithManifest(from: string): string | undefined {
  for (const folder of foldersUpwards(from)) {
    if (["package.json", ...DENO_MANIFESTS].some((name) => hasEntry(folder, name))) return folder;
    if (hasEntry(folder, ".git")) break;
  }
  return undefined;
}

/** The nearest configuration of TypeScript at or above a folder, up to the project's root. */
export function configAround(folder: string, { root }: Pick<Project, "root">): string | undefined {
  for (const current of foldersUpwards(folder)) {
    if (!isInside(root, current)) break;
    if (hasEntry(current, "tsconfig.json")) return join(current, "tsconfig.json");
  }
  return undefined;
}
