import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGit, type Git } from "../git.js";

/** A separate checkout, so that the user's checkout stays unchanged. */
export interface Worktree {
  /** The folder in the worktree that corresponds to the repository's `root`. */
  readonly root: string;
  readonly git: Git;
}

/** Checks a commit out into a temporary folder and removes the folder after the work. */
export async function inWorktree<T>(root: string, commit: string, work: (tree: Worktree) => Promise<T>): Promise<T> {
  const git = createGit(root);
  const folder = await realpath(await mkdtemp(join(tmpdir(), "specloom-propose-")));
  try {
    await git("worktree", "add", "--quiet", "--detach", folder, commit);
    const prefix = await git("rev-parse", "--show-prefix");
    return await work({ root: join(folder, prefix), git: createGit(folder) });
  } finally {
    await rm(folder, { recursive: true, force: true });
    await git("worktree", "prune");
  }
}
