import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { decodeText, MAX_BYTES } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import type { StateFiles } from "./state-files.js";

const run = promisify(execFile);

/**
 * The files of a git revision of the repository at `root`, without a checkout.
 *
 * @throws {ToolchainError} `drift/state` where the revision does not exist.
 */
export async function filesOfRevision(root: string, revision: string): Promise<StateFiles> {
  const git = async (...args: readonly string[]): Promise<Buffer> => {
    const { stdout } = await run("git", ["-C", root, ...args], { encoding: "buffer", maxBuffer: 2 * MAX_BYTES });
    return stdout;
  };
  const commit = await resolve(git, revision);
  const listed = await git("ls-tree", "-r", "-z", "--name-only", commit, "--", "specs", "generated");
  const paths = listed.toString("utf8").split("\0").filter(Boolean);
  const known = new Set(paths);
  return {
    label: revision,
    list: (folder) => Promise.resolve(paths.filter((path) => path.startsWith(`${folder}/`))),
    read: async (path) => (known.has(path) ? decodeText(path, await git("show", `${commit}:./${path}`)) : undefined),
  };
}

/** Resolves the commit first, so that typed text is never read as an option. */
async function resolve(git: (...args: readonly string[]) => Promise<Buffer>, revision: string): Promise<string> {
  try {
    const found = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
    return found.toString("utf8").trim();
  } catch (cause) {
    const message = `Expected a document, a folder or a git revision, found '${revision}'`;
    throw new ToolchainError("drift/state", message, { cause });
  }
}
