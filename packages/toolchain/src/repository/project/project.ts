import { dirname, join, relative } from "node:path";
import { ownMember } from "../../json.js";
import { hasEntry } from "../gate/gate.js";
import { foldersUpwards, isInside, slashed } from "../gate/paths.js";
import {
  callingPackageManager,
  compilerOf,
  isLockedByDeno,
  isWorkspaceRoot,
  manifestIn,
  type PackageManager,
  packageManagerOf,
} from "../package-manager.js";

/** The project that a client becomes a part of. */
export interface Project {
  /** The folder of its manifest; absolute. */
  readonly root: string;
  /** The root of its workspace or repository, whose settings apply too. Its own folder if there is no such root. */
  readonly outerRoot: string;
  /** The folder of the client, relative to the root. */
  readonly folder: string;
  /** The package manager that its files tell. */
  readonly packageManager: PackageManager;
  /** The one to install with: where its files tell none, that which started this process. */
  readonly installer: PackageManager;
  readonly isWorkspaceRoot: boolean;
  /** Packages that the manifest lists, each with its range. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** The range of TypeScript in its manifest, or in the manifest at the outer root. */
  readonly compiler: string | undefined;
  /** Whether its `.js` files are ES modules. */
  readonly isModule: boolean;
  /** Whether it is a Deno project: of a folder that has a package.json too, Deno's lock file tells. */
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
  const isDeno =
    DENO_MANIFESTS.some((name) => hasEntry(root, name)) && (!hasEntry(root, "package.json") || isLockedByDeno(root));
  const manifests = isDeno ? [manifest, manifestIn(root, "deno.json")] : [manifest];
  const listed = ["dependencies", "devDependencies", "peerDependencies", "imports"].flatMap((key) => {
    const lists = manifests.map((each) => ownMember(each, key));
    return lists.flatMap((list) => (typeof list === "object" && list !== null ? Object.entries(list) : []));
  });
  const outerRoot = outerRootOf(root);
  return {
    root,
    outerRoot,
    folder: slashed(relative(root, output)),
    packageManager: packageManagerOf(root),
    installer: packageManagerOf(root, callingPackageManager(env)),
    isWorkspaceRoot: isWorkspaceRoot(root),
    dependencies: new Map(listed.map(([name, range]) => [name, String(range)])),
    compiler: compilerOf(manifest) ?? compilerOf(manifestIn(outerRoot)),
    isModule: isDeno || ownMember(manifest, "type") === "module",
    isDeno,
  };
}

function outerRootOf(root: string): string {
  const isOuter = (folder: string): boolean => isWorkspaceRoot(folder) || hasEntry(folder, ".git");
  return [...foldersUpwards(root)].find(isOuter) ?? root;
}

const DENO_MANIFESTS = ["deno.json", "deno.jsonc"];

function folderWithManifest(from: string): string | undefined {
  for (const folder of foldersUpwards(from)) {
    if (["package.json", ...DENO_MANIFESTS].some((name) => hasEntry(folder, name))) return folder;
    if (hasEntry(folder, ".git")) break;
  }
  return undefined;
}

/** The nearest configuration of TypeScript at or above a folder, up to a root. */
export function configAround(folder: string, root: string): string | undefined {
  for (const current of foldersUpwards(folder)) {
    if (!isInside(root, current)) break;
    if (hasEntry(current, "tsconfig.json")) return join(current, "tsconfig.json");
  }
  return undefined;
}
