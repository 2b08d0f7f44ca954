import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import { ToolchainError } from "../errors.js";
import { redact } from "../secret.js";
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

/** GitHub's git server and the token for it. */
type GitHubServer = Pick<GitHubEnvironment, "server" | "token">;

/**
 * Creates a git runner for a folder. Hooks do not run.
 *
 * @param server The server that gets the token. No file, process list or message contains the token.
 * @throws {ToolchainError} `github/git`, from the returned function.
 */
export function createGit(folder: string, server?: GitHubServer): Git {
  const credential = server?.token === undefined ? undefined : credentialOf(server.token);
  const settings = server === undefined || credential === undefined ? [] : credentialSettings(server, credential);
  const env = { ...process.env, ...environmentOf([WITHOUT_HOOKS, ...settings]) };
  return async (...args) => {
    try {
      const { stdout } = await run("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 2 ** 26, env });
      return stdout.trim();
    } catch (cause) {
      const output = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
      // The cause is omitted: it repeats the command line and the output of git.
      const said = redact(withoutCredentials(output), [credential, server?.token]).trim();
      throw new ToolchainError("github/git", `git ${args[0]}: ${said}`);
    }
  };
}

/** A token in the form of basic authentication (RFC 7617). */
function credentialOf(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString("base64");
}

/**
 * The settings that send a credential to GitHub's git server only. A checkout does not need to store it.
 *
 * @see https://git-scm.com/docs/git-config, `http.extraHeader`: an empty value discards what a checkout has kept.
 */
function credentialSettings({ server }: GitHubServer, credential: string): GitSetting[] {
  const name = `http.${server}/.extraheader`;
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
