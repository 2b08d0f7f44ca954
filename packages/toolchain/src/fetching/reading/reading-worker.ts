import { parentPort } from "node:worker_threads";
import { ToolchainError } from "../../errors.js";
import { readings } from "./readings.js";
import type { ReadingAnswer, ReadingOrder } from "./reading-thread.js";

parentPort?.on("message", (order: ReadingOrder) => {
  void answerTo(order).then((answer) => parentPort?.postMessage(answer, []));
});

async function answerTo({ name, args }: ReadingOrder): Promise<ReadingAnswer> {
  try {
    const value: unknown = await Reflect.apply(readings[name], undefined, args);
    return { value };
  } catch (error) {
    if (!(error instanceof ToolchainError)) return { fault: error instanceof Error ? error.message : String(error) };
    const { code, message, location, hint } = error;
    return { error: { code, message, location, hint } };
  }
}
