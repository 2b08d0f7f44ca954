// Run as a process of its own: the CPU time of calls, round after round. Prints the samples as JSON.
import type { Contender } from "./contenders.js";
import { contendersOn } from "./contenders.js";
import { stubFetch } from "./stub-fetch.js";
import type { Course } from "./course.js";

/** Rounds before the first that counts: until then the compiler is still at work. */
const WARM_UP = 3;

const course: Course = JSON.parse(process.argv[2] ?? "");
// Looked up once: undici replaces the global on its first use.
const contenders =
  course.url === undefined
    ? contendersOn("https://api.example.com", stubFetch)
    : contendersOn(course.url, (input, init) => fetch(input, init));
const samples = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
for (let round = -WARM_UP; round < course.rounds; round++) {
  process.stderr.write(`${course.title}: ${round < 0 ? "warming up" : `round ${round + 1} of ${course.rounds}`}\n`);
  // Nobody is always first, or always after the same one.
  const first = (round + WARM_UP) % contenders.length;
  const order = [...contenders.slice(first), ...contenders.slice(0, first)];
  for (const contender of round % 2 === 0 ? order : order.toReversed()) {
    const sample = await measure(contender, course);
    if (round >= 0) samples.get(contender.name)?.push(sample);
  }
}
process.stdout.write(JSON.stringify(Object.fromEntries(samples)));
// Connections are kept alive for calls that will not come.
process.exit();

/**
 * Microseconds of CPU time per call, of all threads: the collector's work for a call is part of its price. A collection
 * is not forced before it: after one, everything runs at a fraction of its speed for thousands of calls.
 */
async function measure(contender: Contender, { calls, lanes }: Course): Promise<number> {
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await contender.call();
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: lanes }, lane));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
