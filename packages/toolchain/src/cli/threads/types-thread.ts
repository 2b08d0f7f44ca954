import { once } from "node:events";
import { extname } from "node:path";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { ModelNames } from "../../contract/names/models.js";
import type { PrintTypes, SchemaModule } from "../../emit/print-types.js";

/** The message to the thread; the port receives the answer. */
export interface TypesOrder {
  /** JSON in UTF-8. */
  readonly document: Uint8Array<ArrayBuffer>;
  /** Names of models that stand. */
  readonly kept: ModelNames | undefined;
  readonly hasMethods: boolean | undefined;
  readonly port: MessagePort;
}

export type TypesAnswer = { readonly module: SchemaModule } | { readonly error: unknown };

let running: PrintTypes | undefined;

/**
 * Prints types in a second thread, which loads the compiler while this one reads. There is one thread in a process,
 * also for watch mode, and it does not keep the process alive.
 *
 * @returns Undefined where the toolchain runs from its sources: a thread loads built code only.
 */
export function typesThread(): PrintTypes | undefined {
  if (extname(import.meta.filename) !== ".js") return undefined;
  return (running ??= start());
}

function start(): PrintTypes {
  const worker = new Worker(new URL("types-worker.js", import.meta.url));
  worker.unref();
  const failed = once(worker, "error").then(([error]) => {
    running = undefined;
    return { error };
  });
  return (document, kept, hasMethods) => {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ document, kept, hasMethods, port: port2 } satisfies TypesOrder, [port2, document.buffer]);
    const answered = once(port1, "message").then(([answer]: TypesAnswer[]) => answer);
    return async () => {
      const answer = await Promise.race([answered, failed]);
      port1.close();
      if (answer === undefined || "error" in answer) throw answer?.error;
      return answer.module;
    };
  };
}
