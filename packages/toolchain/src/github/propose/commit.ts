import type { Git } from "../git.js";
import type { Snapshot } from "./steps.js";

/** Who commits where git has nobody configured: the account of GitHub Actions. */
const robot = {
  name: "github-actions[bot]",
  email: "41898282+github-actions[bot]@users.noreply.github.com",
} as const;

/** The line of a commit message by which a later run knows its own commits. */
export function trailerOf(name: string): string {
  return `Specloom-Drift: ${name}`;
}

/** Commits everything that has changed in a worktree. */
export async function commitAll(git: Git, name: string, title: string): Promise<Snapshot> {
  const known = await git("config", "--default", "", "user.email");
  const identity = known === "" ? ["-c", `user.name=${robot.name}`, "-c", `user.email=${robot.email}`] : [];
  // A repository's hooks may need what is installed in its own checkout.
  const settings = [...identity, "-c", "core.hooksPath=/dev/null"];
  await git("add", "--all");
  await git(...settings, "commit", "--quiet", "--message", title, "--message", trailerOf(name));
  return { commit: await git("rev-parse", "HEAD"), tree: await git("rev-parse", "HEAD^{tree}") };
}
