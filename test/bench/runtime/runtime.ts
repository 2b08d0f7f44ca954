import { join } from "node:path";
import { type Service, startService } from "../child.js";
import type { Bench, Report } from "../report.js";
import type { Compared, Samples } from "../statistics.js";
import { compare } from "../statistics.js";
import type { Table } from "../table.js";
import { fixed, ratio } from "../table.js";
import { CONTENDERS, type Course } from "./course.js";

/** Microseconds of CPU time per call. */
export interface RuntimeFigures {
  readonly stubbed: readonly Compared[];
  readonly loopback: readonly Compared[];
}

/** Rounds before the first that counts: until then the compiler is still at work. */
const WARM_UP = 3;

/** CPU time per call, over a stubbed fetch and over loopback, against fetch itself. */
export async function runtime({ workshop, rounds, progress }: Bench): Promise<Report> {
  progress("Compiling");
  const worker = await workshop.compile(join(import.meta.dirname, "worker.ts"));
  const server = await startService(await workshop.compile(join(import.meta.dirname, "server.ts")));
  const run = async (course: Course): Promise<readonly Compared[]> =>
    compare(await samplesOf(worker, course, progress), "fetch");
  try {
    const stubbed = await run({ title: "stubbed", url: undefined, rounds: rounds ?? 15, calls: 3_000, lanes: 1 });
    const url = server.greeting;
    const loopback = await run({ title: "loopback", url, rounds: rounds ?? 15, calls: 1_280, lanes: 64 });
    const figures: RuntimeFigures = { stubbed, loopback };
    return { figures, tables: runtimeTables(figures) };
  } finally {
    await server.stop();
  }
}

/**
 * Round after round, everyone in each. Each contender has a process of its own, as in a program that uses one: in a
 * shared one all would pay for the garbage and the many shapes of the others.
 */
async function samplesOf(worker: string, course: Course, progress: Bench["progress"]): Promise<Samples> {
  const { title, rounds } = course;
  const services = new Map<string, Service>();
  try {
    for (const name of CONTENDERS) services.set(name, await startService(worker, [name, JSON.stringify(course)]));
    const samples = new Map<string, number[]>(CONTENDERS.map((name) => [name, []]));
    for (let round = 1 - WARM_UP; round <= rounds; round++) {
      progress(`${title}: ${round < 1 ? "warming up" : `round ${round} of ${rounds}`}`);
      for (const [name, service] of inTurn([...services], round)) {
        const sample = Number(await service.ask("another"));
        if (round >= 1) samples.get(name)?.push(sample);
      }
    }
    return Object.fromEntries(samples);
  } finally {
    for (const service of services.values()) await service.stop();
  }
}

/** The members, another one first each time and every other time backwards: nobody always has the same place. */
export function inTurn<T>(members: readonly T[], round: number): readonly T[] {
  const first = round >= 0 ? round % members.length : 0;
  const order = [...members.slice(first), ...members.slice(0, first)];
  return round % 2 === 0 ? order : order.toReversed();
}

export function runtimeTables({ stubbed, loopback }: RuntimeFigures): readonly Table[] {
  const columns = ["", "µs a call", "over fetch", "adds µs"];
  const rows = (compared: readonly Compared[]): string[][] =>
    compared.map(({ name, median, ratio: over, added }) => [name, fixed(median, 1), ratio(over), fixed(added, 1)]);
  return [
    { title: "CPU time per call over a stubbed fetch", columns, rows: rows(stubbed) },
    { title: "CPU time per call over loopback, 64 at a time", columns, rows: rows(loopback) },
  ];
}
