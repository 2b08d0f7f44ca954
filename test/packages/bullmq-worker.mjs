// A worker of whatever BullMQ is installed beside it. It prints what it settles.
import process from "node:process";
import { DurableWaits, kind } from "@specloom/bullmq";
import { Roe } from "@specloom/roe";

const waits = new DurableWaits({
  name: "mixed",
  connection: { url: process.env.REDIS_URL },
  kinds: { agent: kind({ resource: new Roe().agents.jobs, wait: { minDelayMs: 200, maxDelayMs: 200 } }) },
  onMetric: ({ name, result }) => name === "step" && process.stdout.write(`${result}\n`),
});
await waits.work({ concurrency: 3 });
const { version } = await import("bullmq/package.json", { with: { type: "json" } }).then((module) => module.default);
process.stdout.write(`bullmq ${version}\n`);
process.once("SIGTERM", () => void waits.close({ graceMs: 2_000 }));
