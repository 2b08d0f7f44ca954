import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { decodeText } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import { compareText } from "../../json.js";
import type { SourceText } from "../../openapi/document.js";
import { type GitObject, type GitObjects, openGitObjects, treeEntries } from "./git-objects.js";
import type { StateFiles } from "./state-files.js";

const run = promisify(execFile);

/**
 * Reads the files of a git revision of the repository at `root`, without a checkout and by one process of git.
 *
 * @param revision `main...` is the commit at which the checked-out branch left main, as in `git diff main...`.
 * @throws {ToolchainError} `drift/state` where the revision does not exist.
 */
export function withRevision<Result>(
  root: string,
  revision: string,
  use: (stateFiles: StateFiles) => Promise<Result>,
): Promise<Result> {
  return withCommit(root, { revision, state: revision }, async (objects, commit) => {
    const ids = new Map<string, string>();
    for (const folder of ["specs", "generated", "packages"])
      await collect(objects, await objects.read(`${commit}:./${folder}`), folder, ids);
    const paths = [...ids.keys()].toSorted(compareText);
    return use({
      label: revision,
      list: (folder) => Promise.resolve(paths.filter((path) => path.startsWith(`${folder}/`))),
      read: (path) => readBlob(objects, ids.get(path), path),
    });
  });
}

/**
 * Reads one file of a revision, and files beside it. A path is relative to `root`, else to the top of the repository,
 * as git has it.
 *
 * @throws {ToolchainError} `drift/state` where the revision does not exist.
 */
export function withRevisionFiles<Result>(
  root: string,
  named: NamedRevision,
  use: (read: (path: string) => Promise<SourceText | undefined>) => Promise<Result>,
): Promise<Result> {
  return withCommit(root, named, (objects, commit) =>
    use(
      async (path) =>
        (await readBlob(objects, `${commit}:./${path}`, path)) ?? readBlob(objects, `${commit}:${path}`, path),
    ),
  );
}

/** A revision, and the state that the user typed. Errors name the state. */
interface NamedRevision {
  readonly revision: string;
  readonly state: string;
}

const MERGE_BASE = "...";

async function withCommit<Result>(
  root: string,
  { revision, state }: NamedRevision,
  use: (objects: GitObjects, commit: string) => Promise<Result>,
): Promise<Result> {
  const objects = openGitObjects(root);
  try {
    const isBase = revision.endsWith(MERGE_BASE);
    const named = await objects
      .read(`${isBase ? revision.slice(0, -MERGE_BASE.length) : revision}^{commit}`)
      .catch(() => undefined);
    const commit = named && isBase ? await mergeBase(root, named.id) : named?.id;
    if (commit === undefined) throw await unknownRevision(root, state);
    return await use(objects, commit);
  } finally {
    objects.close();
  }
}

async function mergeBase(root: string, commit: string): Promise<string | undefined> {
  return gitText(root, "merge-base", commit, "HEAD").catch(() => undefined);
}

/** Collects the ids of the files in a tree, by path. Generated code is no input of a comparison. */
async function collect(
  objects: GitObjects,
  tree: GitObject | undefined,
  folder: string,
  ids: Map<string, string>,
): Promise<void> {
  if (tree?.type !== "tree" || /^packages\/[^/]+\/(?:src|dist|node_modules)$/u.test(folder)) return;
  for (const { name, id, isTree } of treeEntries(tree)) {
    const path = `${folder}/${name}`;
    if (isTree) await collect(objects, await objects.read(id), path, ids);
    else ids.set(path, id);
  }
}

async function readBlob(objects: GitObjects, name: string | undefined, path: string): Promise<SourceText | undefined> {
  const found = name === undefined ? undefined : await objects.read(name);
  return found?.type === "blob" ? decodeText(path, found.bytes) : undefined;
}

const SHALLOW_HINT =
  "This checkout has a part of the history only. In GitHub Actions give `actions/checkout` the input `fetch-depth: 0`; elsewhere run `git fetch --unshallow`.";

const NO_GIT_HINT =
  "Check that the file exists. It cannot be a revision: git does not run here, or finds no repository.";

async function unknownRevision(root: string, state: string): Promise<ToolchainError> {
  const isShallow = await gitText(root, "rev-parse", "--is-shallow-repository").catch(() => undefined);
  const message = `Expected a document, a folder, an address or a git revision, found '${state}'`;
  return new ToolchainError("drift/state", message, {
    hint: isShallow === undefined ? NO_GIT_HINT : isShallow === "true" ? SHALLOW_HINT : undefined,
  });
}

async function gitText(root: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run("git", ["-C", root, ...args], { encoding: "utf8" });
  return stdout.trim();
}
