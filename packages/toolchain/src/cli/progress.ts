import type { CommandContext } from "./context.js";

/** Runs one part of a command, and shows progress on a terminal. */
export async function withProgress<T>(title: string, context: CommandContext, work: () => Promise<T>): Promise<T> {
  if (!showsProgress(context)) return work();
  const { Listr } = await import("listr2");
  const working = work();
  // Listr awaits the promise a moment later. An error before that would be unhandled and end the program.
  working.catch(() => {});
  const task = { title, task: async () => void (await working) };
  await new Listr([task], { rendererOptions: { clearOutput: true } }).run();
  return working;
}

/** Whether the command shows progress. */
export function showsProgress({ terminal, quiet, json }: Pick<CommandContext, "terminal" | "quiet" | "json">): boolean {
  return terminal.interactive && !quiet && !json;
}
