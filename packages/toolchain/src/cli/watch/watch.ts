import { ToolchainError } from "../../errors.js";
import type { CommandContext } from "../context.js";
import { renderError } from "../../error-text.js";
import type { ExitCode } from "../exit-code.js";
import { runGenerate } from "../generate.js";
import { concernsGeneration, FolderWatch } from "./folders.js";
import { QuietRunner } from "./quiet-runner.js";
import type { WatchSurroundings } from "./surroundings.js";

/** Long enough for an editor that writes a file in steps, short enough not to be noticed. */
const QUIET_MS = 100;

/** Generates, and again whenever a document, an overlay, a source.yaml, a manifest or a hand-written wrapper changes. */
export async function runWatch(
  names: readonly string[],
  context: CommandContext,
  { clock, signal }: WatchSurroundings,
): Promise<ExitCode> {
  const generate = async (): Promise<void> => {
    try {
      await runGenerate({ names, check: false, force: false, strict: false }, context);
    } catch (error) {
      context.terminal.err(`${shown(error, context)}\n`);
    }
    folders.refresh();
    context.say("Watching for changes. Ctrl-C ends.");
  };
  const runner = new QuietRunner(generate, clock, QUIET_MS);
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

/** A mistake is told and waited out, whatever kind it is: the next change may mend it. */
function shown(error: unknown, { terminal, program }: CommandContext): string {
  if (error instanceof ToolchainError) return renderError(error, terminal, program);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
