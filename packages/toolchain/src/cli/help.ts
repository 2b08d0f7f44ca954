import type { AddHelpTextContext } from "commander";
import { exitCodes } from "./exit-code.js";

/** The examples of a help text: a command as people type it, and its effect. */
export function examples(
  ...rows: readonly (readonly [command: string, effect: string])[]
): (context: AddHelpTextContext) => string {
  const width = Math.max(...rows.map(([command]) => command.length));
  return ({ command: { parent } }) => {
    const program = parent?.name() ?? "specloom";
    return [
      "",
      "Examples:",
      ...rows.map(([command, effect]) => `  ${program} ${command.padEnd(width)}  ${effect}`),
    ].join("\n");
  };
}

/** The last part of the help text: the exit codes. */
export function exitCodeHelp(): string {
  return ["", "Exit codes:", ...Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`)].join("\n");
}
