import { resolve } from "node:path";
import { Command } from "commander";
import { commands } from "./commands.js";
import { type Bind, createContext, type RunEnvironment } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { exitCodeHelp } from "./help.js";
import { readManifest } from "./manifest.js";
import { refuseLostValues } from "./refuse-lost-values.js";
import { withSuggestion } from "./suggestion.js";
import { findRoot } from "../repository/root.js";

/** The global options, as commander returns them. */
export interface ProgramOptions {
  readonly root?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/**
 * The whole command line.
 *
 * @param onExit Called with the exit code of the command.
 */
export function createProgram(environment: RunEnvironment, onExit: (code: ExitCode) => void): Command {
  const { terminal, cwd } = environment;
  const program = new Command(environment.program);
  const bind: Bind =
    (action) =>
    async (...args) => {
      const { root, json, quiet } = program.opts<ProgramOptions>();
      const settings = {
        root: root === undefined ? findRoot(cwd) : resolve(cwd, root),
        json: json === true,
        quiet: quiet === true,
      };
      onExit(await action(createContext(environment, settings), ...args));
    };
  program
    .description("Generates typed fetch clients, with pagination and job waiting, from OpenAPI documents.")
    .version(readManifest().version, "-V, --version", "print the version")
    .option("--root <folder>", "folder that holds `specs`, `generated` and `packages` (default: the nearest upwards)")
    .option("--json", "print one JSON value and nothing else")
    .option("--quiet", "print findings and errors only")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("afterAll", exitCodeHelp());
  for (const define of commands) program.addCommand(define(bind));
  for (const command of [program, ...program.commands]) {
    refuseLostValues(command);
    command
      .exitOverride()
      .helpOption("-h, --help", "print this help")
      .configureHelp({ showGlobalOptions: true })
      .configureOutput({
        writeOut: terminal.out,
        writeErr: terminal.err,
        outputError: (text, write) => write(withSuggestion(text, environment.program)),
        getOutHasColors: () => terminal.color === true,
        getErrHasColors: () => terminal.color === true,
      })
      .showHelpAfterError("(see --help)");
  }
  return program;
}
