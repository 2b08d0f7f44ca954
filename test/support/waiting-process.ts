// Run as a process of its own: nothing but the wait keeps it alive.
import { job, systemClock, type Requester } from "@specloom/runtime";
import { full } from "./sample-jobs.js";

function client(answers: readonly string[]): Requester & { polls: number } {
  return {
    name: "sample",
    baseUrl: new URL("https://api.example.com"),
    clock: systemClock,
    polls: 0,
    async request() {
      const state = answers[Math.min(this.polls++, answers.length - 1)];
      return { data: JSON.parse(JSON.stringify({ state })), status: 200, response: new Response() };
    },
  };
}

const finishing = client(["queued", "running", "done"]);
await job(finishing, full, "a").wait({ minDelayMs: 100, maxDelayMs: 100 });
process.stdout.write(`done after ${finishing.polls} polls\n`);

const endless = client(["running"]);
const controller = new AbortController();
const wait = job(endless, full, "b").wait({ signal: controller.signal });
setTimeout(() => controller.abort(), 50);
try {
  await wait;
} catch {
  process.stdout.write("aborted\n");
}
// What a wait leaves behind would keep the process up.
const left = process.getActiveResourcesInfo().filter((resource) => resource === "Timeout");
process.stdout.write(`timers left: ${left.length}\n`);
