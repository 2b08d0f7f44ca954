import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ToolchainError } from "../errors.js";

const run = promisify(execFile);

/** Runs git in one folder; returns its output, trimmed. */
export type Git = (...args: readonly string[]) => Promise<string>;

/**
 * Creates a git runner for a folder.
 *
 * @throws {ToolchainError} `github/git`, from the returned function.
 */
export function createGit(folder: string): Git {
  return async (...args) => {
    try {
      const { stdout } = await run("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 2 ** 26 });
      return stdout.trim();
    } catch (cause) {
      const output = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
      // The cause is omitted: it repeats the command line and the output of git.
      throw new ToolchainError("github/git", `git ${args[0]}: ${withoutCredentials(output).trim()}`);
    }
  };
}

/** Git repeats URLs, which may contain a token. */
function withoutCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]+@/gu, "//***@");
}
