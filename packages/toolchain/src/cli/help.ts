import { exitCodes } from "./exit-code.js";

/** A help text's examples: the command after the program's name, and what it does. */
export function examples(...rows: readonly (readonly [command: string, what: string])[]): string {
  const width = Math.max(...rows.map(([command]) => command.length));
  return ["", "Examples:", ...rows.map(([command, what]) => `  specloom ${command.padEnd(width)}  ${what}`)].join("\n");
}

/** The exit codes, as the help text's last part. */
export function exitCodeHelp(): string {
  return ["", "Exit codes:", ...Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`)].join("\n");
}
