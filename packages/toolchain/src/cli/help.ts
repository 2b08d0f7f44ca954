import type { AddHelpTextContext } from "commander";
import { exitCodes } from "./exit-code.js";

/** A help text's examples: the command after the program's name, as people type that here, and what it does. */
export function examples(
  ...rows: readonly (readonly [command: string, what: string])[]
): (context: AddHelpTextContext) => string {
  const width = Math.max(...rows.map(([command]) => command.length));
  return ({ command: { parent } }) => {
    const program = parent?.name() ?? "specloom";
    return ["", "Examples:", ...rows.map(([command, what]) => `  ${program} ${command.padEnd(width)}  ${what}`)].join(
      "\n",
    );
  };
}

/** The exit codes, as the help text's last part. */
export function exitCodeHelp(): string {
  return ["", "Exit codes:", ...Object.entries(exitCodes).map(([code, meaning]) => `  ${code}  ${meaning}`)].join("\n");
}
