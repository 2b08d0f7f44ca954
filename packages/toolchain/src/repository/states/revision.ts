import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { decodeText, MAX_BYTES } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import type { StateFiles } from "./state-files.js";

const run = promisify(execFile);

type RunGit = (...args: readonly string[]) => Promise<Buffer>;

/**
 * The files of a git revision of the repository at `root`, without a checkout.
 *
 * @param revision `main...` is the commit at which the checked-out branch left main, as in `git diff main...`.
 * @throws {ToolchainError} `drift/state` where the revision does not exist.
 */
export async function filesOfRevision(root: string, revision: string): Promise<StateFiles> {
  const git: RunGit = async (...args) => {
    const { stdout } = await run("git", ["-C", root, ...args], { encoding: "buffer", maxBuffer: 2 * MAX_BYTES });
    return stdout;
  };
  const commit = await commitOf(git, revision);
  const listed = await git("ls-tree", "-r", "-z", "--name-only", commit, "--", "specs", "generated");
  const paths = listed.toString("utf8").split("\0").filter(Boolean);
  const known = new Set(paths);
  return {
    label: revision,
    list: (folder) => Promise.resolve(paths.filter((path) => path.startsWith(`${folder}/`))),
    read: async (path) => (known.has(path) ? decodeText(path, await git("show", `${commit}:./${path}`)) : undefined),
  };
}

const MERGE_BASE = "...";

async function commitOf(git: RunGit, revision: string): Promise<string> {
  try {
    if (!revision.endsWith(MERGE_BASE)) return await resolveCommit(git, revision);
    const other = await resolveCommit(git, revision.slice(0, -MERGE_BASE.length));
    return textOf(await git("merge-base", other, "HEAD"));
  } catch (cause) {
    const message = `Expected a document, a folder or a git revision, found '${revision}'`;
    const hint = (await isShallow(git)) ? SHALLOW_HINT : undefined;
    throw new ToolchainError("drift/state", message, { hint, cause });
  }
}

/** Resolves the commit first, so that typed text is never read as an option. */
async function resolveCommit(git: RunGit, revision: string): Promise<string> {
  return textOf(await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`));
}

const SHALLOW_HINT =
  "This checkout has a part of the history only. In GitHub Actions give `actions/checkout` the input `fetch-depth: 0`; elsewhere run `git fetch --unshallow`.";

async function isShallow(git: RunGit): Promise<boolean> {
  return (await git("rev-parse", "--is-shallow-repository").then(textOf, () => "")) === "true";
}

function textOf(output: Buffer): string {
  return output.toString("utf8").trim();
}
