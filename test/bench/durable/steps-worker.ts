// One worker: what steps cost, with `fetch` replaced or, where an address is given, over HTTP. Prints its figures as JSON.
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";
import { Tasks } from "../../durable/support/tasks.js";
import { taskWaits } from "../../durable/support/waits.js";
import type { StepsFigures } from "./figures.js";

const [port = 0, count = 0] = process.argv.slice(2, 4).map(Number);
const providerUrl = process.argv[4];
const polls = new Map<string, number>();

/** How long the provider takes. */
let answerMs = 0;
let inFlight = 0;
/** A task ends with the third status request. */
const answer = async (url: string): Promise<Response> => {
  inFlight += 1;
  if (answerMs > 0) await setTimeout(answerMs);
  inFlight -= 1;
  const id = url.slice(url.lastIndexOf("/") + 1);
  const seen = (polls.get(id) ?? 0) + 1;
  polls.set(id, seen);
  const body = seen < 3 ? { state: "running" } : { state: "done", result: { made: id } };
  return Response.json(body);
};
const tasks = providerUrl === undefined ? new Tasks("http://127.0.0.1", { fetch: answer }) : new Tasks(providerUrl);
const redis = new Redis({ host: "127.0.0.1", port });
const info = async (section: string, name: string): Promise<number> =>
  Number(new RegExp(`^${name}:(\\S+)`, "mu").exec(await redis.info(section))?.[1]);
const redisCpuMs = async (): Promise<number> =>
  1_000 * ((await info("cpu", "used_cpu_user")) + (await info("cpu", "used_cpu_sys")));

const late: number[] = [];
const waits = taskWaits({ host: "127.0.0.1", port }, "", {
  tasks,
  pace: { minDelayMs: 1, maxDelayMs: 1 },
  onMetric: (metric) => {
    if (metric.name === "step") late.push(metric.lateMs);
  },
});
const emptyBytes = await info("memory", "used_memory");
const keys = Array.from({ length: count }, (_, index) => `order-${index}`);
const addedAt = performance.now();
await waits.addAll(
  keys.map(
    (key) => [key, { kind: "task", ...(providerUrl === undefined ? { job: key } : { input: { text: key } }) }] as const,
  ),
);
const addSeconds = (performance.now() - addedAt) / 1_000;
const asleepBytes = (await info("memory", "used_memory")) - emptyBytes;

const cpu = process.cpuUsage();
const redisCpu = await redisCpuMs();
const begun = performance.now();
let handled = 0;
const { promise, resolve } = deferred();
const worker = await waits.work({
  concurrency: 150,
  onSettled: () => {
    handled += 1;
    if (handled === count) resolve();
  },
});
await promise;
await worker.close();
const seconds = (performance.now() - begun) / 1_000;
const { user, system } = process.cpuUsage(cpu);
const steps = late.length;
const figures: StepsFigures = {
  addedPerSecond: count / addSeconds,
  stepsPerSecond: steps / seconds,
  nodeMsPerStep: (user + system) / 1_000 / steps,
  redisMsPerStep: ((await redisCpuMs()) - redisCpu) / steps,
  waitingBytes: asleepBytes / count,
  settledBytes: ((await info("memory", "used_memory")) - emptyBytes) / count,
  lateP99Ms: late.toSorted((one, other) => one - other)[Math.floor(steps * 0.99)] ?? NaN,
  closeMs: providerUrl === undefined ? await closeMs() : 0,
};
process.stdout.write(JSON.stringify(figures));
await waits.close();
redis.disconnect();

/** How long a worker takes to end with 150 steps in flight, each of which takes half a second. */
async function closeMs(): Promise<number> {
  answerMs = 500;
  const more = Array.from(
    { length: 300 },
    (_, index) => [`late-${index}`, { kind: "task", job: `late-${index}` }] as const,
  );
  await waits.addAll(more);
  const last = await waits.work({ concurrency: 150, onSettled: () => {} });
  const areBusy = (): boolean => inFlight >= 150;
  while (!areBusy()) await setTimeout(5);
  const from = performance.now();
  await last.close();
  return performance.now() - from;
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let settle = (): void => {};
  const pending = new Promise<void>((done) => {
    settle = done;
  });
  return { promise: pending, resolve: settle };
}
