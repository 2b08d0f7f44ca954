// A worker in a process of its own. Its options are the one argument, as JSON; what happens is printed, a line of JSON
// each. SIGTERM closes it.
import { createHash } from "node:crypto";
import process from "node:process";
import { Redis } from "ioredis";
import { pause } from "./redis-server.js";
import { Tasks } from "./tasks.js";
import { taskWaits } from "./waits.js";
import type { WorkerEvent, WorkerSettings } from "./worker-settings.js";

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
const { port, url, name, concurrency, requestsPerSecond, lockMs, stalledMs, pace } = settings;
const { startsInFlight, keepSettledMs, records = false, checkMs, graceMs = 5_000, clockAheadMs = 0 } = settings;

if (clockAheadMs !== 0) {
  const now = Date.now.bind(Date);
  Date.now = () => now() + clockAheadMs;
}

const say = (event: WorkerEvent): void => void process.stdout.write(`${JSON.stringify(event)}\n`);
const redis = records ? new Redis({ port, host: "127.0.0.1", maxRetriesPerRequest: null }) : undefined;
redis?.on("error", () => {});

class WatchedTasks extends Tasks {
  override async start(key: string, signal: AbortSignal): ReturnType<Tasks["start"]> {
    if (!records) say({ event: "starting", key });
    if (settings.beforeStartMs !== undefined) await pause(settings.beforeStartMs);
    return super.start(key, signal);
  }

  override job(...given: Parameters<Tasks["job"]>): ReturnType<Tasks["job"]> {
    if (settings.diesAtStep === true && typeof given[0] === "object") process.kill(process.pid, "SIGKILL");
    return super.job(...given);
  }
}

const waits = taskWaits({ host: "127.0.0.1", port }, url, {
  tasks: new WatchedTasks(url),
  ...(name !== undefined && { name }),
  ...(pace !== undefined && { pace }),
  ...(requestsPerSecond !== undefined && { requestsPerSecond }),
  ...(lockMs !== undefined && { lockMs }),
  ...(stalledMs !== undefined && { stalledMs }),
  ...(startsInFlight !== undefined && { startsInFlight }),
  ...(keepSettledMs !== undefined && { keepSettledMs }),
});

const start = (): ReturnType<typeof waits.work> =>
  waits.work({
    ...(concurrency !== undefined && { concurrency }),
    ...(checkMs !== undefined && { checkMs }),
    onSettled: async ({ key, settled, attempt }) => {
      if (settings.beforeHandlerMs !== undefined) await pause(settings.beforeHandlerMs);
      if (redis === undefined) return say({ event: "settled", key, settled, attempt });
      const digest = createHash("sha256").update(JSON.stringify(settled)).digest("base64url").slice(0, 12);
      await redis.multi().hincrby("handled", key, 1).sadd("outcomes", `${key} ${digest}`).exec();
    },
    onUncertain: ({ key }) => say({ event: "uncertain", key }),
    onProblem: (problem) => {
      if (!records)
        say({ event: "problem", name: problem instanceof Error ? problem.name : "", message: String(problem) });
    },
  });
// Whoever starts processes starts one again that ended because Redis was away.
let worker = await start().catch(() => undefined);
while (worker === undefined) {
  await pause(500);
  worker = await start().catch(() => undefined);
}
const working = worker;
process.once("SIGTERM", () => {
  const begun = Date.now();
  void working.close({ graceMs }).then(async () => {
    say({ event: "closed", ms: Date.now() - begun });
    redis?.disconnect();
    await waits.close();
    process.exit(0);
  });
});
if (settings.adds !== undefined) await waits.add(settings.adds, { kind: "task", input: { text: "a" } });
say({ event: "ready" });
