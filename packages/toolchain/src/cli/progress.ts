import type { CommandContext } from "./context.js";

/** Does one step of a command and, on a terminal, shows that it goes on. */
export async function step<T>(title: string, context: CommandContext, work: () => Promise<T>): Promise<T> {
  if (!isShown(context)) return work();
  const { Listr } = await import("listr2");
  const working = work();
  // Drawing begins a moment later: an error until then is not yet anybody's, and would end the program.
  working.catch(() => {});
  const task = { title, task: async () => void (await working) };
  await new Listr([task], { rendererOptions: { clearOutput: true } }).run();
  return working;
}

/** Whether a person is shown how far a command has come. */
export function isShown({ terminal, quiet, json }: Pick<CommandContext, "terminal" | "quiet" | "json">): boolean {
  return terminal.interactive && !quiet && !json;
}
