import type { ExitCode } from "./exit-code.js";
import type { Network } from "../fetching/network/network.js";
import type { Output } from "./output.js";

/** Options that every command takes. */
export interface Settings {
  /** Folder that holds `specs`, `generated` and `packages`. */
  readonly root: string;
  /** Print one JSON value and nothing else. */
  readonly json: boolean;
  /** Print findings and errors only. */
  readonly quiet: boolean;
}

/** What a command gets in addition to its arguments. */
export interface CommandContext extends Settings {
  readonly terminal: Output;
  readonly cwd: string;
  /** The program as people type it; hints repeat it. */
  readonly program: string;
  /** Environment variables that hold credentials. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The network for fetching; undefined for the machine's own. */
  readonly network: Network | undefined;
  /** Prints a result. */
  print(text: string): void;
  /** Prints information; nothing under `--quiet` or `--json`. */
  say(text: string): void;
  /** Prints the value of `--json`. */
  printJson(value: unknown): void;
}

/** Wraps a command's action into the function that commander calls with the parsed arguments. */
export type Bind = <A extends unknown[]>(
  action: (context: CommandContext, ...args: A) => Promise<ExitCode>,
) => (...args: A) => Promise<void>;

/** What every run of the program gets, for any command. */
export type RunEnvironment = Pick<CommandContext, "terminal" | "cwd" | "program" | "env" | "network">;

/** A context for one run. */
export function createContext(environment: RunEnvironment, settings: Settings): CommandContext {
  const { terminal } = environment;
  return {
    ...environment,
    ...settings,
    print: (text) => terminal.out(`${text}\n`),
    say: (text) => {
      if (!settings.quiet && !settings.json) terminal.out(`${text}\n`);
    },
    printJson: (value) => terminal.out(`${JSON.stringify(value, undefined, 2)}\n`),
  };
}
