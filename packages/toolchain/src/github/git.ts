import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import { ToolchainError } from "../errors.js";
import type { GitHubEnvironment } from "./environment.js";

const run = promisify(execFile);

/** Runs git in one folder; returns its output, trimmed. */
export type Git = (...args: readonly string[]) => Promise<string>;

/** A setting of git: its name and value. */
type GitSetting = readonly [name: string, value: string];

/**
 * Hooks of the repository may need programs or dependencies that only people's checkouts have, so none runs: not on a
 * commit, a checkout of a worktree, a fetch or a push.
 */
const WITHOUT_HOOKS: GitSetting = ["core.hooksPath", "/dev/null"];

/**
 * Creates a git runner for a folder. Hooks do not run.
 *
 * @param settings Settings for each command. They are in no file, and in no list of processes.
 * @throws {ToolchainError} `github/git`, from the returned function.
 */
export function createGit(folder: string, settings: readonly GitSetting[] = []): Git {
  const env = { ...process.env, ...environmentOf([WITHOUT_HOOKS, ...settings]) };
  return async (...args) => {
    try {
      const { stdout } = await run("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 2 ** 26, env });
      return stdout.trim();
    } catch (cause) {
      const output = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
      // The cause is omitted: it repeats the command line and the output of git.
      throw new ToolchainError("github/git", `git ${args[0]}: ${withoutCredentials(output).trim()}`);
    }
  };
}

/**
 * The settings that give a job's token to GitHub's git server alone, so that no checkout has to keep it.
 *
 * @see https://git-scm.com/docs/git-config, `http.extraHeader`: an empty value discards what a checkout has kept.
 */
export function credentialSettings({ server, token }: Pick<GitHubEnvironment, "server" | "token">): GitSetting[] {
  if (token === undefined) return [];
  const name = `http.${server}/.extraheader`;
  const credential = Buffer.from(`x-access-token:${token}`).toString("base64");
  return [
    [name, ""],
    [name, `Authorization: Basic ${credential}`],
  ];
}

/** Settings as environment variables (git, "GIT_CONFIG_COUNT"). */
function environmentOf(settings: readonly GitSetting[]): Record<string, string> {
  const variables = settings.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(variables) };
}

/** Git repeats URLs, which may contain a token. */
function withoutCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]+@/gu, "//***@");
}
