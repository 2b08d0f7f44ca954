import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ToolchainError } from "../errors.js";

const run = promisify(execFile);

/** Runs git in one folder and gives what it prints, trimmed. */
export type Git = (...args: readonly string[]) => Promise<string>;

/**
 * Git in a folder.
 *
 * @throws {ToolchainError} `github/git`, from what it returns.
 */
export function createGit(folder: string): Git {
  return async (...args) => {
    try {
      const { stdout } = await run("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 2 ** 26 });
      return stdout.trim();
    } catch (cause) {
      const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
      // The cause is left out: it repeats the command line and all that git said.
      throw new ToolchainError("github/git", `git ${args[0]}: ${withoutCredentials(said).trim()}`);
    }
  };
}

/** Git repeats addresses, in which a token may stand. */
function withoutCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]+@/gu, "//***@");
}
