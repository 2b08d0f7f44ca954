import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { type ErrorCode, type ErrorDetails, ToolchainError } from "../../errors.js";
import { withDeadline } from "../network/deadline.js";
import type { Network } from "../network/network.js";
import type { ReadUpstream, Readings } from "./readings.js";

/** The time limit for one reading of a provider's texts, in milliseconds. GitHub's document takes a tenth of it. */
export const READING_LIMIT_MS = 180_000;

/** The most memory of a reading, in MiB. */
const MAX_MEMORY = 4_096;

/** The stack of a reading, in MiB. Schemas can refer to each other in chains that are as long as the document. */
const STACK = 256;

/** The message to the thread. */
export interface ReadingOrder {
  readonly name: keyof Readings;
  readonly args: readonly unknown[];
}

/** The message back: a value, an error of the toolchain as plain data, or the message of an unexpected one. */
export type ReadingAnswer<T = unknown> =
  | { readonly value: T }
  | { readonly error: Pick<ErrorDetails, "location" | "hint"> & { readonly code: ErrorCode; readonly message: string } }
  | { readonly fault: string };

type Result<Name extends keyof Readings> = Awaited<ReturnType<Readings[Name]>>;

/** There is one thread in a process until a time limit ends it. It does not keep the process alive by itself. */
let running: Worker | undefined;

/**
 * Reads in a thread.
 *
 * @param network Its timer ends the thread.
 * @throws {ToolchainError} The error of the reading; `network/reading` where it took too long or too much memory.
 */
export function readInThread(network: Pick<Network, "after">): ReadUpstream {
  return async <Name extends keyof Readings>(
    name: Name,
    ...args: Parameters<Readings[Name]>
  ): Promise<Result<Name>> => {
    const worker = (running ??= start());
    try {
      const answer = (): Promise<Result<Name>> => answerOf(worker, { name, args });
      return await withDeadline(READING_LIMIT_MS, network, answer, tooLong);
    } catch (error) {
      if (error instanceof ToolchainError && error.code === "network/reading") await end(worker);
      throw error;
    }
  };
}

async function answerOf<T>(worker: Worker, order: ReadingOrder): Promise<T> {
  const stop = new AbortController();
  const { signal } = stop;
  worker.ref();
  try {
    const answered = once(worker, "message", { signal }).then(([answer]: ReadingAnswer<T>[]) => answer);
    const ended = once(worker, "exit", { signal }).then(() => undefined);
    worker.postMessage(order, []);
    const answer = await Promise.race([answered, ended]);
    ended.catch(() => {});
    answered.catch(() => {});
    if (answer !== undefined && "value" in answer) return answer.value;
    if (answer !== undefined && "error" in answer)
      throw new ToolchainError(answer.error.code, answer.error.message, answer.error);
    throw new Error(answer?.fault ?? "The thread that reads documents ended");
  } catch (cause) {
    // Memory that ran out ends the thread by an error of its own.
    if (!(cause instanceof Error) || !("code" in cause) || cause.code !== "ERR_WORKER_OUT_OF_MEMORY") throw cause;
    throw new ToolchainError("network/reading", `Expected to read the documents with ${MAX_MEMORY} MiB`, { cause });
  } finally {
    stop.abort();
    worker.unref();
  }
}

function tooLong(): ToolchainError {
  const message = `Expected to read the documents within ${READING_LIMIT_MS / 1000} s, and ended it`;
  return new ToolchainError("network/reading", message);
}

async function end(worker: Worker): Promise<void> {
  if (running === worker) running = undefined;
  await worker.terminate();
}

function start(): Worker {
  const extension = extname(import.meta.filename);
  const entry = new URL(`./reading-worker${extension}`, import.meta.url);
  const resourceLimits = { maxOldGenerationSizeMb: MAX_MEMORY, stackSizeMb: STACK };
  const worker =
    extension === ".js"
      ? new Worker(entry, { resourceLimits })
      : new Worker(fromSources(entry), { eval: true, execArgv: [], resourceLimits });
  worker.unref();
  worker.on("error", () => (running = undefined));
  worker.on("exit", () => {
    if (running === worker) running = undefined;
  });
  return worker;
}

/** Loads TypeScript as tsx does: a thread does not get the loaders of its process. */
function fromSources(entry: URL): string {
  const loader = import.meta.resolve("tsx/esm/api");
  return `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(entry.href)}); });`;
}
