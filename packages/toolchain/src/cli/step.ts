import { Listr } from "listr2";
import type { CommandContext } from "./context.js";

/** Does one step of a command and, on a terminal, shows that it goes on. */
export async function step<T>(title: string, context: CommandContext, work: () => Promise<T>): Promise<T> {
  const { terminal, quiet, json } = context;
  const working = work();
  // Drawing begins a moment later: an error until then is not yet anybody's, and would end the program.
  working.catch(() => {});
  const task = { title, task: async () => void (await working) };
  const renderer = terminal.interactive && !quiet && !json ? "default" : "silent";
  await new Listr([task], { renderer, rendererOptions: { clearOutput: true } }).run();
  return working;
}
