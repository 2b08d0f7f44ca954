// Run as a process of its own: many waiters of one contender, from their start until all have settled. Prints a Crowd.
import { setTimeout as sleep } from "node:timers/promises";
import type { Crowd } from "./crowd.js";
import { contenders } from "./contenders.js";
import { StatusStub } from "./status-stub.js";

/** Enough for V8 to compile what it compiles. */
const REHEARSING = 2_000;

const [name = "", size = "", polls = "", intervalMs = ""] = process.argv.slice(2);
const contender = contenders[name];
if (contender === undefined) throw new Error(`nobody is called ${name}`);
let warnings = 0;
process.on("warning", () => warnings++);

const { signal } = new AbortController();
// One poll of each job more than is measured: the one below.
const server = new StatusStub(Number(polls) + 1);
const wait = contender({ server, signal, intervalMs: Number(intervalMs) });
const ids = Array.from({ length: Number(size) }, (_, index) => `job-${index}`);
const waits: Promise<unknown>[] = Array.from({ length: ids.length });
// What is allocated once, whatever the number of waiters, is there before the first heap is measured: the compiled code
// of the library, which a first crowd makes, and the server's knowledge of the jobs.
const rehearse = contender({ server: new StatusStub(Number(polls)), signal, intervalMs: 1 });
await Promise.all(ids.slice(0, REHEARSING).map((id) => rehearse(id)));
for (const id of ids) void server.status(id);
await sleep(50);
server.answered = 0;
server.mostInFlight = 0;

const before = heap();
const cpu = process.cpuUsage();
for (const [index, id] of ids.entries()) waits[index] = wait(id);
while (server.answered < ids.length) await sleep(10);
const first = process.cpuUsage(cpu);
const bytes = heap() - before;
const timers = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
const rest = process.cpuUsage();
const ends = await Promise.allSettled(waits);
const { user, system } = process.cpuUsage(rest);

const crowd: Crowd = {
  timers,
  bytesPerWaiter: bytes / ids.length,
  warnings,
  microsecondsPerPoll: (first.user + first.system + user + system) / server.answered,
  pollsPerWaiter: server.answered / ids.length,
  mostInFlight: server.mostInFlight,
  settled: ends.filter(({ status }) => status === "fulfilled").length,
};
process.stdout.write(JSON.stringify(crowd));

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
