import { join } from "node:path";
import { runChild, startService } from "../child.js";
import type { Bench, Report } from "../report.js";
import type { Compared, Samples } from "../statistics.js";
import { compare } from "../statistics.js";
import type { Table } from "../table.js";
import { fixed, ratio } from "../table.js";
import type { Course } from "./course.js";

/** Microseconds of CPU time per call, best first. */
export interface RuntimeFigures {
  readonly stubbed: readonly Compared[];
  readonly loopback: readonly Compared[];
}

/** CPU time per call, over a stubbed fetch and over loopback, against fetch itself. */
export async function runtime({ workshop, rounds, progress }: Bench): Promise<Report> {
  progress("Compiling");
  const worker = await workshop.compile(join(import.meta.dirname, "worker.ts"));
  const server = await startService(await workshop.compile(join(import.meta.dirname, "server.ts")));
  const run = async (course: Course): Promise<readonly Compared[]> => {
    const { stdout } = await runChild(worker, [JSON.stringify(course)]);
    const samples: Samples = JSON.parse(stdout);
    return compare(samples, "fetch");
  };
  try {
    const stubbed = await run({ title: "stubbed", url: undefined, rounds: rounds ?? 15, calls: 3_000, lanes: 1 });
    const url = server.greeting;
    const loopback = await run({ title: "loopback", url, rounds: rounds ?? 11, calls: 1_280, lanes: 64 });
    const figures: RuntimeFigures = { stubbed, loopback };
    return { figures, tables: runtimeTables(figures) };
  } finally {
    await server.stop();
  }
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
