import { parsedText } from "../document/text.js";
import { ownMember } from "../json.js";
import { exists, hasEntry, readTextSync } from "./gate/gate.js";
import { foldersUpwards } from "./gate/paths.js";

/** The package managers of projects. Yarn 1 has other options than later versions. Rush runs one of the others. */
export type PackageManager = "npm" | "pnpm" | "yarn 1" | "yarn" | "bun" | "rush";

interface Commands {
  /** Adds packages to a project. */
  readonly add: string;
  /** Adds packages to the root of a workspace, where that is another command. */
  readonly addToRoot?: string;
  readonly install: string;
  /** Runs the script `build` of a package in a folder of the root. */
  readonly build: (folder: string, name: string) => string;
  /**
   * The end of a dependency on a package of the workspace. Undefined if packages find each other without dependencies.
   */
  readonly depend?: string;
}

const COMMANDS: Readonly<Record<PackageManager, Commands>> = {
  npm: {
    add: "npm install",
    install: "npm install",
    build: (folder) => `npm run build --workspace ${folder}`,
  },
  pnpm: {
    add: "pnpm add",
    addToRoot: "pnpm add --workspace-root",
    install: "pnpm install",
    build: (folder) => `pnpm --filter ./${folder} build`,
    depend: "@workspace:*",
  },
  "yarn 1": {
    add: "yarn add",
    addToRoot: "yarn add --ignore-workspace-root-check",
    install: "yarn install",
    build: (_folder, name) => `yarn workspace ${name} build`,
  },
  yarn: {
    add: "yarn add",
    install: "yarn install",
    build: (_folder, name) => `yarn workspace ${name} build`,
    depend: "@workspace:*",
  },
  bun: {
    add: "bun add",
    install: "bun install",
    build: (folder) => `bun run --cwd ${folder} build`,
    depend: "@workspace:*",
  },
  rush: {
    add: "rush add --package",
    install: "rush update",
    build: (_folder, name) => `rush build --to ${name}`,
    depend: "",
  },
};

/** Files that tell the package manager of the folder they are in. */
const FILES: readonly (readonly [file: string, manager: PackageManager])[] = [
  ["rush.json", "rush"],
  ["pnpm-lock.yaml", "pnpm"],
  ["pnpm-workspace.yaml", "pnpm"],
  [".yarnrc.yml", "yarn"],
  ["yarn.lock", "yarn 1"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
];

/**
 * The package manager of a project: that of the nearest folder upwards whose manifest or lock file tells one.
 *
 * @param otherwise Where none does.
 */
export function packageManagerOf(folder: string, otherwise: PackageManager = "npm"): PackageManager {
  for (const current of foldersUpwards(folder)) {
    const found = toldBy(current);
    if (found !== undefined) return found;
    if (hasEntry(current, ".git")) break;
  }
  return otherwise;
}

/** Whether Deno installs the packages of a folder: it has Deno's lock file, and nothing there tells another manager. */
export function isLockedByDeno(folder: string): boolean {
  return hasEntry(folder, "deno.lock") && toldBy(folder) === undefined;
}

/** The package manager that started this process, as it tells in the environment; npm where none did. */
export function callingPackageManager(env: Readonly<Record<string, string | undefined>>): PackageManager {
  return namedBy((env["npm_config_user_agent"] ?? "").replace("/", "@")) ?? "npm";
}

function toldBy(folder: string): PackageManager | undefined {
  const manifest = manifestIn(folder);
  const named = namedBy(String(ownMember(manifest, "packageManager"))) ?? developedWith(manifest);
  const manager = named ?? FILES.find(([file]) => hasEntry(folder, file))?.[1];
  return manager === "yarn 1" && named === undefined && isLaterYarn(folder) ? "yarn" : manager;
}

/** The package manager that `devEngines` of a manifest asks for; the first one if it is a list. */
function developedWith(manifest: unknown): PackageManager | undefined {
  const [engine] = [ownMember(ownMember(manifest, "devEngines"), "packageManager")].flat();
  const [name, version = ""] = ["name", "version"].map((key) => ownMember(engine, key));
  return namedBy(`${String(name)}@${/\d+/u.exec(String(version))?.[0] ?? ""}`);
}

/** Whether the lock file belongs to Yarn 2 or later. Those versions write `__metadata` into it. */
function isLaterYarn(folder: string): boolean {
  return /^__metadata:/mu.test(readTextSync(folder, "yarn.lock"));
}

/** The package manager that a text of the form `name@version` begins with. */
function namedBy(text: string): PackageManager | undefined {
  const [, name, major] = /^(npm|pnpm|yarn|bun)@(\d*)/u.exec(text) ?? [];
  if (name === "yarn") return major === "1" ? "yarn 1" : "yarn";
  return name === "npm" || name === "pnpm" || name === "bun" ? name : undefined;
}

/**
 * The manifest of a folder. Undefined if it is missing or not JSON, because another tool can own it. A byte order mark
 * is ignored, as in Node and npm.
 */
export function manifestIn(folder: string, path = "package.json"): unknown {
  try {
    return exists(folder, path) ? JSON.parse(parsedText({ path, text: readTextSync(folder, path) })) : undefined;
  } catch {
    return undefined;
  }
}

/** The range of TypeScript that a manifest lists. */
export function compilerOf(manifest: unknown): string | undefined {
  return rangeIn(manifest, "typescript");
}

/** The range of a package that a manifest lists. */
export function rangeIn(manifest: unknown, name: string): string | undefined {
  const listed = ["dependencies", "devDependencies"].map((key) => ownMember(ownMember(manifest, key), name));
  return listed.find((range) => typeof range === "string");
}

/** The command that adds packages to a project, which may be the root of a workspace. */
export function installCommand(manager: PackageManager, what: string, isRoot: boolean): string {
  const { add, addToRoot = add } = COMMANDS[manager];
  return `${isRoot ? addToRoot : add} ${what}`;
}

/** Whether a folder is the root of a workspace. */
export function isWorkspaceRoot(folder: string): boolean {
  const files = ["pnpm-workspace.yaml", "rush.json"];
  return files.some((file) => hasEntry(folder, file)) || ownMember(manifestIn(folder), "workspaces") !== undefined;
}

/** The commands that install a workspace and build a package in it. */
export function buildCommands(manager: PackageManager, folder: string, name: string): [install: string, build: string] {
  const { install, build } = COMMANDS[manager];
  return [install, build(folder, name)];
}

/** The command that makes a package of a workspace depend on another one; undefined if none is needed. */
export function dependCommand(manager: PackageManager, name: string): string | undefined {
  const { add, depend } = COMMANDS[manager];
  return depend === undefined ? undefined : `${add} "${name}${depend}"`;
}

/** The command that runs Specloom where it may not be installed. */
export function runCommand(manager: PackageManager): string {
  return manager === "bun" ? "bunx specloom" : "npx specloom";
}

/** The command that generates a provider again. With pnpm, it is the script `generate` if the repository has one. */
export function providerCommand(root: string, name: string): string {
  const manager = packageManagerOf(root);
  const hasScript = ownMember(ownMember(manifestIn(root), "scripts"), "generate") !== undefined;
  return `${manager === "pnpm" && hasScript ? "pnpm" : runCommand(manager)} generate ${name}`;
}
