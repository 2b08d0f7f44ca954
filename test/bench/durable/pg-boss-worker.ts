// The way to poll with pg-boss: each step is a job that sends the next one. SIGKILL ends it.
import process from "node:process";
import PgBoss from "pg-boss";

const [connectionString = "", url = ""] = process.argv.slice(2);
const boss = new PgBoss({ connectionString, max: 5, maintenanceIntervalSeconds: 5 });
boss.on("error", () => {});
await boss.start();
await boss.createQueue("task");
await boss.createQueue("handled");

interface TaskData {
  readonly key: string;
  readonly id?: string | undefined;
}

async function ask(path: string, method = "GET"): Promise<{ id?: string; state?: string; result?: { made: string } }> {
  const response = await fetch(`${url}${path}`, { method });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const body: Awaited<ReturnType<typeof ask>> = JSON.parse(await response.text());
  return body;
}

async function step({ key, id: known }: TaskData): Promise<void> {
  const id = known ?? (await ask(`/tasks?key=${encodeURIComponent(key)}`, "POST")).id;
  const { state, result } = await ask(`/tasks/${encodeURIComponent(id ?? "")}`);
  // What the handler does is a row of its own, so that it can be counted.
  if (state === "done") await boss.send("handled", { key, made: result?.made ?? "" });
  else await boss.send("task", { key, id }, { startAfter: 3, ...LIMITS });
}

/** A worker that dies holds its jobs until they expire. */
const LIMITS = { expireInSeconds: 15, retryLimit: 100 };

for (let slot = 0; slot < 4; slot += 1) {
  await boss.work("task", { batchSize: 25, pollingIntervalSeconds: 0.5 }, async (jobs) => {
    await Promise.all(jobs.map(({ data }) => step(data)));
  });
}
process.stdout.write("ready\n");
