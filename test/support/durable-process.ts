// One process of a wait that outlives processes: `start <url>` begins a job and waits until it is killed, printing a
// snapshot at every change; `resume <url> <snapshot>` goes on from there and prints the result.
import { job, startJob } from "@specloom/runtime";
import { sampleClient } from "./sample-client.js";
import { full } from "./sample-jobs.js";

const [mode, baseUrl = "", snapshot = ""] = process.argv.slice(2);
const client = sampleClient({ baseUrl });
const pace = { minDelayMs: 20, maxDelayMs: 20 };
const operation = full.start?.[0]?.operation;

if (mode === "start" && operation !== undefined) {
  const started = await startJob(client, full, operation, [], {});
  const onUpdate = () => process.stdout.write(`${JSON.stringify(started.snapshot())}\n`);
  await started.wait({ ...pace, onUpdate });
} else {
  const result = await job(client, full, JSON.parse(snapshot)).wait(pace);
  process.stdout.write(JSON.stringify(result));
}
