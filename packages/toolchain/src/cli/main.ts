import { Command, CommanderError } from "commander";
import { formatLocation, ToolchainError } from "../errors.js";
import { findRoot } from "./repository.js";

/** Where a command prints, and what it may assume of who reads. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** True where output goes to a person's terminal: progress is drawn, not logged. */
  readonly interactive: boolean;
}

export interface Invocation {
  /** Arguments after the program's name. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** The program as people type it here; repair hints repeat it. */
  readonly program?: string;
}

/**
 * Runs the command line.
 *
 * @returns The exit code: 0 done, 1 findings (`--check`), 2 usage, configuration or input.
 */
export async function main({ args, cwd, program = "specloom" }: Invocation, terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const command = new Command("specloom")
    .description("Generates typed fetch clients, with pagination and job waiting, from OpenAPI documents.")
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError("(add --help for what can be said)");
  command
    .command("generate")
    .description("generate the packages of all providers, or of those named")
    .argument("[providers...]", "folders of `specs`")
    .option("--check", "write nothing; exit 1 with a diff where a file is missing, changed or extra")
    .option("--root <folder>", "folder that holds `specs`, `generated` and `packages` (default: the nearest upwards)")
    .addHelpText("after", "\nExit codes: 0 done, 1 differences found by --check, 2 usage, configuration or input.")
    .action(async (names: string[], options: { check?: true; root?: string }) => {
      // Loaded here: help and usage errors need none of what generating needs.
      const { runGenerate } = await import("./generate.js");
      const root = options.root ?? findRoot(cwd);
      exitCode = await runGenerate(
        { root, names, check: options.check === true, command: `${program} generate` },
        terminal,
      );
    });
  try {
    await command.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof ToolchainError)) throw error;
    terminal.err(`${renderError(error)}\n`);
    return 2;
  }
}

/** `error[code] place`, what is wrong, and what to do. */
export function renderError(error: ToolchainError): string {
  const place = error.location === undefined ? "" : ` ${formatLocation(error.location)}`;
  return [`error[${error.code}]${place}`, `  ${error.message}`, `  hint: ${error.hint}`].join("\n");
}
