// The usual way to poll a job with BullMQ, as its documentation shows step jobs, with its defaults.
import process from "node:process";
import { DelayedError, Worker } from "bullmq";
import { Redis } from "ioredis";
import type { WorkerSettings } from "./worker-settings.js";

const { port, url, concurrency = 100, pace }: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
const { minDelayMs, maxDelayMs } = pace ?? { minDelayMs: 1_000, maxDelayMs: 1_000 };
const connection = { host: "127.0.0.1", port, maxRetriesPerRequest: null };
const redis = new Redis(connection);
redis.on("error", () => {});

async function ask(path: string, method = "GET"): Promise<{ id?: string; state?: string; result?: { made: string } }> {
  const response = await fetch(`${url}${path}`, { method });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const body: Awaited<ReturnType<typeof ask>> = JSON.parse(await response.text());
  return body;
}

const worker = new Worker<{ key: string; id?: string | undefined }>(
  "textbook",
  async (job, token) => {
    const { key } = job.data;
    if (job.data.id === undefined) {
      const { id } = await ask(`/tasks?key=${encodeURIComponent(key)}`, "POST");
      await job.updateData({ key, id });
    }
    const { state, result } = await ask(`/tasks/${encodeURIComponent(job.data.id ?? "")}`);
    if (state !== "done") {
      await job.moveToDelayed(Date.now() + minDelayMs + Math.random() * (maxDelayMs - minDelayMs), token);
      throw new DelayedError();
    }
    await redis.multi().hincrby("handled", key, 1).sadd("outcomes", `${key} ${result?.made}`).exec();
  },
  { connection, concurrency },
);
worker.on("error", () => {});
process.stdout.write(`${JSON.stringify({ event: "ready" })}\n`);
