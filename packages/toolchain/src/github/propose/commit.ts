import type { Git } from "../git.js";
import type { Snapshot } from "./steps.js";

/** The author where git has none configured: the account of GitHub Actions. */
const actionsBot = {
  name: "github-actions[bot]",
  email: "41898282+github-actions[bot]@users.noreply.github.com",
} as const;

/** The line of a commit message that identifies Specloom's own commits. */
export function trailerOf(name: string): string {
  return `Specloom-Drift: ${name}`;
}

/** Commits all changes in a worktree. */
export async function commitAll(git: Git, name: string, title: string): Promise<Snapshot> {
  const known = await git("config", "--default", "", "user.email");
  const identity = known === "" ? ["-c", `user.name=${actionsBot.name}`, "-c", `user.email=${actionsBot.email}`] : [];
  await git("add", "--all");
  await git(...identity, "commit", "--quiet", "--message", title, "--message", trailerOf(name));
  return { commit: await git("rev-parse", "HEAD"), tree: await git("rev-parse", "HEAD^{tree}") };
}
