// Waits as DBOS workflows: the recipe's loop. `start` begins them, `resume` only launches: DBOS goes on with what is open.
import process from "node:process";
import { DBOS } from "@dbos-inc/dbos-sdk";
import type { Snapshot, Step } from "@specloom/runtime";
import { Tasks } from "./tasks.js";

const [mode = "", systemDatabaseUrl = "", url = "", count = "0"] = process.argv.slice(2);
const tasks = new Tasks(url);
const poll = (of: string | Snapshot) => () => tasks.job(of).stepFor(100, { minDelayMs: 500, maxDelayMs: 1_000 });

const waitForJob = DBOS.registerWorkflow(
  async (jobId: string): Promise<string> => {
    let of: string | Snapshot = jobId;
    for (;;) {
      const next: Step<unknown, unknown> = await DBOS.runStep(poll(of), { name: "poll" });
      if (next.done) return next.outcome.kind;
      of = next.snapshot;
      await DBOS.sleep(next.nextDelayMs);
    }
  },
  { name: "waitForJob" },
);

DBOS.setConfig({ name: "waits", systemDatabaseUrl, logLevel: "error" });
await DBOS.launch();
const ids = Array.from({ length: Number(count) }, (_, index) => `job-${index}`);
if (mode === "start") for (const id of ids) await DBOS.startWorkflow(waitForJob, { workflowID: id })(id);
process.stdout.write("launched\n");
const kinds = await Promise.all(ids.map((id) => DBOS.retrieveWorkflow<string>(id).getResult()));
process.stdout.write(`ended ${kinds.filter((kind) => kind === "succeeded").length}\n`);
await DBOS.shutdown();
process.exit(0);
