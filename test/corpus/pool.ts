import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Answer, execute, type Order } from "./order.js";

/** Processes that work on orders side by side. */
export interface Pool {
  readonly size: number;
  /** Answers in the order of the orders. `told` is called after each. */
  work(orders: readonly Order[], told: (done: number) => void): Promise<Answer[]>;
  close(): void;
}

/** No pool: this process does all of the work. */
export const ownProcess: Pool = {
  size: 1,
  async work(orders, told) {
    const answers: Answer[] = [];
    for (const order of orders) told(answers.push(await execute(order)));
    return answers;
  },
  close: () => undefined,
};

/** Starts workers; each compiles TypeScript by the loader that this repository's scripts run on. */
export function openPool(size: number): Pool {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const workers = Array.from({ length: size }, () =>
    fork(join(import.meta.dirname, "worker.ts"), { execArgv: ["--import", loader], serialization: "advanced" }),
  );
  return {
    size,
    async work(orders, told) {
      const answers: Answer[] = [];
      let next = 0;
      let done = 0;
      const serve = async (worker: ChildProcess): Promise<void> => {
        for (let index = next++; index < orders.length; index = next++) {
          const order = orders[index];
          if (order === undefined) return;
          answers[index] = await ask(worker, order);
          told(++done);
        }
      };
      await Promise.all(workers.map(serve));
      return answers;
    },
    close: () => workers.forEach((worker) => worker.kill()),
  };
}

function ask(worker: ChildProcess, order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null): void => reject(new Error(`A worker ended with ${code ?? "a signal"}`));
    worker.once("exit", fail);
    worker.once("message", (answer: Answer) => {
      worker.off("exit", fail);
      resolve(answer);
    });
    worker.send(order);
  });
}
