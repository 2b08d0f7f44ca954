// Run as a process of its own: one contender. Answers each line with the CPU time of another round of calls.
import { createInterface } from "node:readline";
import { contendersOn } from "./contenders.js";
import type { Course } from "./course.js";
import { stubFetch } from "./stub-fetch.js";

const [name = "", text = ""] = process.argv.slice(2);
const { url, calls, lanes }: Course = JSON.parse(text);
const contenders =
  url === undefined
    ? contendersOn("https://api.example.com", stubFetch)
    : contendersOn(url, (input, init) => fetch(input, init));
const call = contenders[name];
if (call === undefined) throw new Error(`nobody is called ${name}`);
process.stdout.write("ready\n");
for await (const _ of createInterface({ input: process.stdin })) process.stdout.write(`${await measure(call)}\n`);

/**
 * Microseconds of CPU time per call, of all threads: the collector's work for a call is part of its price. A collection
 * is not forced before it: after one, everything runs at a fraction of its speed for thousands of calls.
 */
async function measure(once: () => Promise<unknown>): Promise<number> {
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await once();
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: lanes }, lane));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
