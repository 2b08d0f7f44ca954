import { ToolchainError } from "../../errors.js";
import type { CommandContext } from "../context.js";
import { renderError } from "../../error-text.js";
import type { ExitCode } from "../exit-code.js";
import { runGenerate } from "../generate.js";
import { chooseProviders } from "../../repository/repository.js";
import { concernsGeneration, FolderWatch } from "./folders.js";
import { DebouncedRunner, DELAY_MS } from "./debounced-runner.js";
import type { WatchControls } from "./watch-controls.js";

/**
 * Generates, and generates again after each change of a document, an overlay, a source.yaml, a manifest or a wrapper.
 *
 * @throws {ToolchainError} `provider/…` if there is nothing to generate; `output/watch`.
 */
export async function runWatch(
  names: readonly string[],
  context: CommandContext,
  { clock, signal }: WatchControls,
): Promise<ExitCode> {
  chooseProviders(context.root, names);
  const generate = async (): Promise<void> => {
    try {
      folders.refresh();
      await runGenerate({ names, check: false, force: false, strict: false }, context);
    } catch (error) {
      context.terminal.err(`${errorText(error, context)}\n`);
    }
    context.say("Watching for changes. Ctrl-C ends.");
  };
  const runner = new DebouncedRunner(generate, clock, DELAY_MS);
  const folders = new FolderWatch(context.root, (path) => {
    if (concernsGeneration(path)) runner.changed();
  });
  folders.refresh();
  await generate();
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  folders.close();
  await runner.stop();
  return 0;
}

/** The text of any error. The watch goes on, because the next change may repair it. */
export function errorText(error: unknown, { terminal, program }: CommandContext): string {
  if (error instanceof ToolchainError) return renderError(error, terminal, program);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
