import { parentPort } from "node:worker_threads";
import { schemaModule } from "../../emit/schema.js";
import type { TypesAnswer, TypesOrder } from "./types-thread.js";

parentPort?.on("message", ({ port, ...order }: TypesOrder) => port.postMessage(answered(order)));

function answered({ document, kept, hasMethods }: Omit<TypesOrder, "port">): TypesAnswer {
  try {
    return { module: schemaModule(document, kept, hasMethods) };
  } catch (error) {
    return { error };
  }
}
