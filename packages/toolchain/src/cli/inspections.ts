import { ToolchainError } from "../errors.js";
import { inspect, type Inspection } from "../inspect.js";
import type { CommandContext } from "./context.js";
import { plainError, renderError } from "../error-text.js";
import { type ExitCode, exitCodeOf } from "./exit-code.js";
import { chooseProviders, type LockTexts, readLock, readProvider } from "../repository/repository.js";

/** A provider whose document or overlay cannot be used. */
interface UnreadableProvider {
  readonly name: string;
  readonly error: ToolchainError;
}

/** The readable providers, and the errors of the others. */
export interface Inspections {
  readonly inspections: readonly Inspection[];
  readonly unreadable: readonly UnreadableProvider[];
}

/** Reads the named providers, or all. */
export async function inspectAll(root: string, names: readonly string[]): Promise<Inspections> {
  const lock = await readLock(root);
  const found = await Promise.all(chooseProviders(root, names).map((name) => inspectOne(root, name, lock)));
  return {
    inspections: found.filter((one) => "contract" in one),
    unreadable: found.filter((one) => "error" in one),
  };
}

async function inspectOne(root: string, name: string, lock: LockTexts): Promise<Inspection | UnreadableProvider> {
  try {
    return inspect(await readProvider(root, name, lock));
  } catch (error) {
    if (error instanceof ToolchainError) return { name, error };
    throw error;
  }
}

/**
 * Prints the result for the readable providers, then the errors of the others; `--json` has both in one list.
 *
 * @returns The exit code of the first error, else 0.
 */
export function printWithErrors(
  { unreadable }: Pick<Inspections, "unreadable">,
  rows: readonly object[],
  text: string,
  { json, terminal, program, ...context }: CommandContext,
): ExitCode {
  if (json)
    context.printJson([...rows, ...unreadable.map(({ name, error }) => ({ name, error: plainError(error, program) }))]);
  else {
    if (rows.length > 0) context.print(text);
    for (const { error } of unreadable) terminal.err(`${renderError(error, terminal, program)}\n`);
  }
  const [first] = unreadable;
  return first === undefined ? 0 : exitCodeOf(first.error.code);
}
