import type { FSWatcher } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ToolchainError } from "../../errors.js";
import { isAddress } from "../../document/file-name.js";
import type { CommandContext } from "../context.js";
import type { ExitCode } from "../exit-code.js";
import { openWatch } from "../watch/folders.js";
import { errorText } from "../watch/watch.js";
import { DebouncedRunner, DELAY_MS } from "../watch/debounced-runner.js";
import type { WatchControls } from "../watch/watch-controls.js";
import type { StandaloneRequest } from "./request.js";
import { runStandalone } from "./standalone.js";

/**
 * Generates, and generates again after each change of a file beside the document, beside its overlay, or beside a part
 * that the document refers to.
 */
export async function runStandaloneWatch(
  request: StandaloneRequest,
  context: CommandContext,
  { clock, signal }: WatchControls,
): Promise<ExitCode> {
  const files = [...request.documents, ...(request.overlay === undefined ? [] : [request.overlay])];
  const local = files.filter((typed) => typed !== "-" && !isAddress(typed));
  if (local.length === 0)
    throw new ToolchainError("output/watch", `Expected a file to watch, found ${request.documents.join(", ")}`);
  const generate = async (): Promise<void> => {
    try {
      await runStandalone(request, context, ({ document, files: read }) => {
        if (document === "pages") return;
        // The first file is the document. Parts are named relative to its folder.
        if (base !== undefined) for (const { file, as = file } of read.slice(1)) watch(dirname(join(base, as)));
      });
    } catch (error) {
      context.terminal.err(`${errorText(error, context)}\n`);
    }
    context.say("Watching for changes. Ctrl-C ends.");
  };
  const runner = new DebouncedRunner(generate, clock, DELAY_MS);
  const watchers = new Map<string, FSWatcher>();
  const watch = (folder: string): void => {
    if (watchers.has(folder)) return;
    const watcher = openWatch(dirname(folder), basename(folder), (name) => {
      if (/\.(?:ya?ml|json|md)$/u.test(name)) runner.changed();
    });
    watchers.set(folder, watcher);
    watcher.on("close", () => watchers.delete(folder));
  };
  const folders = local.map((typed) => dirname(resolve(context.cwd, typed)));
  const [first] = request.documents;
  const base = first === local[0] ? folders[0] : undefined;
  for (const folder of folders) watch(folder);
  await generate();
  if (!signal.aborted) await new Promise((ended) => signal.addEventListener("abort", ended, { once: true }));
  for (const watcher of watchers.values()) watcher.close();
  await runner.stop();
  return 0;
}
