import type { ExitCode } from "./exit-code.js";
import type { Network } from "../fetching/network/network.js";
import type { Terminal } from "./terminal.js";

/** Options that every command takes. */
export interface Settings {
  /** Folder that holds `specs`, `generated` and `packages`. */
  readonly root: string;
  /** Print one JSON value and nothing else. */
  readonly json: boolean;
  /** Print findings and errors only. */
  readonly quiet: boolean;
}

/** What a command gets beside its arguments. */
export interface CommandContext extends Settings {
  readonly terminal: Terminal;
  readonly cwd: string;
  /** The program as people type it here; repair hints repeat it. */
  readonly program: string;
  /** Environment variables that hold credentials. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What fetching goes through; the machine's own where undefined. */
  readonly network: Network | undefined;
  /** Prints what was asked for. */
  print(text: string): void;
  /** Prints what is good to know; nothing of it under `--quiet` or `--json`. */
  say(text: string): void;
  /** Prints the value of `--json`. */
  printJson(value: unknown): void;
}

/** Binds what a command does to its arguments; commander calls it once they are read. */
export type Bind = <A extends unknown[]>(
  action: (context: CommandContext, ...args: A) => Promise<ExitCode>,
) => (...args: A) => Promise<void>;

/** What a run of the program is given, whatever its command. */
export type Surroundings = Pick<CommandContext, "terminal" | "cwd" | "program" | "env" | "network">;

/** A context for one run. */
export function createContext(given: Surroundings, settings: Settings): CommandContext {
  const { terminal } = given;
  return {
    ...given,
    ...settings,
    print: (text) => terminal.out(`${text}\n`),
    say: (text) => {
      if (!settings.quiet && !settings.json) terminal.out(`${text}\n`);
    },
    printJson: (value) => terminal.out(`${JSON.stringify(value, undefined, 2)}\n`),
  };
}
