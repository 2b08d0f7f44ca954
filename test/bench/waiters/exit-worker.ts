// Run as a process of its own: some waiters settle, or are aborted, and nothing is left to do. Prints when that was.
import { wallClock } from "../child.js";
import { contenders } from "./contenders.js";
import { StatusStub } from "./status-stub.js";

const [name = "", end = ""] = process.argv.slice(2);
const controller = new AbortController();
const aborts = end === "abort";
const server = new StatusStub(aborts ? Infinity : 2);
// An abort finds them between two polls, with most of the pause before them.
const wait = contenders[name]?.({ server, signal: controller.signal, intervalMs: aborts ? 3_000 : 100 });
// Without a contender this is the time that Node itself takes.
const waits = wait === undefined ? [] : Array.from({ length: 100 }, (_, index) => wait(`job-${index}`));
const settled = Promise.allSettled(waits);
// Real time, since the end of a real process is what is measured: every waiter has polled once by then.
await new Promise((resolve) => {
  setTimeout(resolve, 200);
});
if (aborts) controller.abort();
await settled;
process.stdout.write(String(wallClock()));
