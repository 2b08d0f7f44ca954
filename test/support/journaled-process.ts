// One process of a job that outlives processes: `<url> <journal>` starts the job unless the journal has it, waits for its
// result, and keeps what it knows in the journal. Whenever it is killed, the next one goes on.
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { job, startJob, type JobSpec } from "@specloom/runtime";
import { sampleClient } from "./sample-client.js";
import { full } from "./sample-jobs.js";

const [baseUrl = "", file = ""] = process.argv.slice(2);
const journal: Record<string, unknown> = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { key: randomUUID() };

function keep(more: Readonly<Record<string, unknown>>): void {
  Object.assign(journal, more);
  writeFileSync(`${file}.new`, JSON.stringify(journal));
  renameSync(`${file}.new`, file);
}

const path = [{ name: "id", in: "path" as const }];
const result = { id: "task_result", method: "GET", path: "/tasks/{id}/result", parameters: path };
const spec: JobSpec = { ...full, result: { operation: { ...result, accept: ["application/json"] }, id: "id" } };
const [start] = spec.start ?? [];
if (start === undefined) throw new Error("the sample has a start");

keep({});
const client = sampleClient({ baseUrl });
const started =
  journal["snapshot"] === undefined
    ? // A start that nobody knows the end of is repeated with its key: the server recognises it.
      await startJob(client, spec, start.operation, [], {}, { idempotencyKey: String(journal["key"]) })
    : job(client, spec, journal["snapshot"]);
keep({ snapshot: started.snapshot() });
const onUpdate = (): void => keep({ snapshot: started.snapshot() });
keep({ result: await started.wait({ minDelayMs: 15, maxDelayMs: 15, onUpdate }) });
