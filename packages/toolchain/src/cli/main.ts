import process from "node:process";
import { CommanderError } from "commander";
import { ToolchainError } from "../errors.js";
import { plainError, renderError } from "../error-text.js";
import { type ExitCode, exitCodeOf } from "./exit-code.js";
import type { Network } from "../fetching/network/network.js";
import { createProgram } from "./program.js";
import { outputTo } from "./output.js";
import type { Terminal } from "./terminal.js";

export interface Invocation {
  /** Arguments after the program's name. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** The program as people type it; hints repeat it. */
  readonly program?: string;
  /** Environment variables that hold credentials; undefined for those of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The network for fetching; undefined for the machine's own. */
  readonly network?: Network;
}

/**
 * Runs the command line.
 *
 * @returns The exit code: 0 done, 1 findings, 2 usage, configuration or input, 3 network.
 */
export async function main(invocation: Invocation, unfiltered: Terminal): Promise<ExitCode> {
  const { args, cwd, program = "specloom", env = process.env, network } = invocation;
  const terminal = outputTo(unfiltered, env);
  let exitCode: ExitCode = 0;
  const command = createProgram({ terminal, cwd, program, env, network }, (code) => (exitCode = code));
  try {
    await command.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof ToolchainError)) throw error;
    const asJson = command.opts<{ json?: true }>().json === true;
    const text = asJson ? JSON.stringify({ error: plainError(error, program) }) : renderError(error, terminal, program);
    terminal.err(`${text}\n`);
    return exitCodeOf(error.code);
  }
}
