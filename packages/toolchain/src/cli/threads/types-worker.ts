import { parentPort } from "node:worker_threads";
import { schemaModule } from "../../emit/schema.js";
import type { TypesAnswer, TypesOrder } from "./types-thread.js";

parentPort?.on("message", ({ document, port }: TypesOrder) => port.postMessage(answered(document)));

function answered(document: TypesOrder["document"]): TypesAnswer {
  try {
    return { module: schemaModule(document) };
  } catch (error) {
    return { error };
  }
}
