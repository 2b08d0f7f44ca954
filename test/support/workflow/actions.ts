import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Finished, run } from "../command.js";

/** The run of one action. */
export interface ActionRun {
  readonly inputs: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  /** The caches of the repository, by key. */
  readonly caches: Map<string, string>;
}

/** What an action prints; `failed` where its step fails. */
export interface ActionResult {
  readonly output: string;
  readonly failed: boolean;
  /** What the action does at the end of the job. */
  readonly post?: () => string;
}

/** An action of others: what it does, so far as our workflows depend on it. */
export type StandInAction = (action: ActionRun) => Promise<ActionResult>;

/** By name and major version. */
export const standInActions: Readonly<Record<string, StandInAction>> = {
  "actions/checkout@v7": checkout,
  "actions/setup-node@v5": (action) => setupNode(action, ["npm", "pnpm", "yarn"]),
  "actions/setup-node@v7": (action) => setupNode(action, ["npm"]),
  "actions/cache@v5": cache,
};

/**
 * actions/checkout 7: the commit of the event alone, or all branches and tags with `fetch-depth: 0`. The token is kept
 * for git's later commands unless `persist-credentials` is false.
 */
async function checkout({ inputs, workspace, env }: ActionRun): Promise<ActionResult> {
  const {
    GITHUB_SERVER_URL: server = "",
    GITHUB_REPOSITORY: name = "",
    GITHUB_REF: ref = "",
    GITHUB_SHA: sha = "",
  } = env;
  const header = `http.${server}/.extraheader`;
  const branch = /^refs\/heads\/(.*)$/u.exec(ref)?.[1];
  const target = branch === undefined ? ref.replace(/^refs\//u, "refs/remotes/") : `refs/remotes/origin/${branch}`;
  const depth = inputs["fetch-depth"] ?? "1";
  const all = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
  const wanted = depth === "0" ? ["--prune", "origin", ...all] : ["--no-tags", `--depth=${depth}`, "origin"];
  const token = Buffer.from(`x-access-token:${inputs["token"] ?? ""}`).toString("base64");
  const steps: (readonly string[])[] = [
    ["init", "--quiet", "--initial-branch=main", "."],
    ["remote", "add", "origin", `${server}/${name}`],
    ["config", "--local", header, `AUTHORIZATION: basic ${token}`],
    ["fetch", ...wanted, `+${sha}:${target}`],
    branch === undefined
      ? ["checkout", "--quiet", "--force", target]
      : ["checkout", "--quiet", "--force", "-B", branch, target],
    ...(inputs["persist-credentials"] === "false" ? [["config", "--local", "--unset-all", header]] : []),
    ["log", "-1", "--format=%H %s"],
  ];
  return inOrder(steps, (args) => run("git", args, { cwd: workspace, env }));
}

/**
 * actions/setup-node: here the Node of the tests. Where the manifest names a package manager that the version caches
 * by itself, or `cache` names one, it asks that program for its folder, which therefore has to be there.
 */
async function setupNode({ inputs, workspace, env }: ActionRun, automatic: readonly string[]): Promise<ActionResult> {
  if ((inputs["node-version"] ?? "") === "") return failed("No node-version was given");
  const found = `Found Node ${process.version} in place of ${inputs["node-version"]}`;
  const manifest: { packageManager?: string } = existsSync(join(workspace, "package.json"))
    ? JSON.parse(readFileSync(join(workspace, "package.json"), "utf8"))
    : {};
  const named = manifest.packageManager?.split("@")[0] ?? "";
  const isAutomatic = inputs["package-manager-cache"] !== "false" && automatic.includes(named);
  const manager = inputs["cache"] ?? (isAutomatic ? named : "");
  if (manager === "") return { output: found, failed: false };
  const program = (env["PATH"] ?? "").split(delimiter).find((folder) => existsSync(join(folder, manager)));
  if (program === undefined) return failed(`Unable to locate executable file: ${manager}`);
  const locks = {
    npm: ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock"],
    pnpm: ["pnpm-lock.yaml"],
    yarn: ["yarn.lock"],
  };
  const patterns: readonly string[] = Object.entries(locks).find(([name]) => name === manager)?.[1] ?? [];
  if (!patterns.some((file) => existsSync(join(workspace, file))))
    return failed(`Dependencies lock file is not found. Supported file patterns: ${patterns.join()}`);
  const args = manager === "npm" ? ["config", "get", "cache"] : ["store", "path", "--silent"];
  const { exitCode, stdout, stderr } = await run(manager, args, { cwd: workspace, env });
  return { output: `${found}\ncache of ${manager}: ${stdout}${stderr}`.trimEnd(), failed: exitCode !== 0 };
}

/** actions/cache 5: restores a folder by its key or by the beginning of one, and keeps it at the end of the job. */
async function cache({ inputs, caches }: ActionRun): Promise<ActionResult> {
  const { path = "", key = "", "restore-keys": beginnings = "" } = inputs;
  if (path === "" || key === "") return failed(`Input required and not supplied: ${path === "" ? "path" : "key"}`);
  const begins = beginnings.split("\n").filter((text) => text !== "");
  const hit = [...caches.keys()].find((known) => known === key || begins.some((text) => known.startsWith(text)));
  const output = hit === undefined ? `Cache not found for input keys: ${key}` : `Cache restored from key: ${hit}`;
  const post = (): string => {
    if (caches.has(key)) return `Cache hit occurred on the primary key ${key}, not saving cache.`;
    if (!existsSync(path)) return `Path Validation Error: ${path} does not exist`;
    caches.set(key, path);
    return `Cache saved with key: ${key}`;
  };
  return { output, failed: false, post };
}

function failed(output: string): ActionResult {
  return { output: `::error::${output}`, failed: true };
}

async function inOrder(
  steps: readonly (readonly string[])[],
  take: (args: readonly string[]) => Promise<Finished>,
): Promise<ActionResult> {
  let output = "";
  for (const step of steps) {
    const { exitCode, stdout, stderr } = await take(step);
    output += stdout + stderr;
    if (exitCode !== 0) return failed(output);
  }
  return { output: output.trim(), failed: false };
}

/** Empties a folder, as each job finds its workspace. */
export function emptied(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Creates an empty file and returns its path. */
export function emptyFile(path: string): string {
  writeFileSync(path, "");
  return path;
}
