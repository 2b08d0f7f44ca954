import { Crosmos } from "@specloom/crosmos";
import { Julep } from "@specloom/julep";
import { type Job, Roe } from "@specloom/roe";
import { ROE_AGENT_ID, ROE_ORGANIZATION_ID } from "../support/stand-ins/roe.js";
import type { FastClock } from "../support/fast-clock.js";
import type { StandIns } from "../support/stand-ins/stand-ins.js";

/** A job of the demonstration, and what to call it. */
export interface DemoJob {
  readonly title: string;
  readonly job: Job<unknown, unknown>;
  readonly deadlineMs?: number;
}

/** The clients, pointed at the stand-ins; otherwise as in a program of one's own. */
export function createClients(
  { roe, julep, crosmos }: StandIns,
  clock?: FastClock,
): { roe: Roe; julep: Julep; crosmos: Crosmos } {
  const time = clock === undefined ? {} : { clock, fetch: clock.fetch };
  return {
    roe: new Roe({ apiKey: roe.key, baseUrl: roe.url, organizationId: ROE_ORGANIZATION_ID, ...time }),
    julep: new Julep({ apiKey: julep.key, baseUrl: julep.url, ...time }),
    crosmos: new Crosmos({ apiKey: crosmos.key, baseUrl: crosmos.url, ...time }),
  };
}

/** One job of every kind of end that the providers know. */
export function startJobs(standIns: StandIns, clients: ReturnType<typeof createClients>): DemoJob[] {
  const roe = (...script: Parameters<StandIns["roe"]["startJob"]>[0]["script"]): Job<unknown, unknown> =>
    clients.roe.agents.jobs.job(standIns.roe.startJob({ script }));
  const julep = (...script: Parameters<StandIns["julep"]["startJob"]>[0]["script"]): Job<unknown, unknown> =>
    clients.julep.jobs.job(standIns.julep.startJob({ script }));
  const crosmos = (...script: Parameters<StandIns["crosmos"]["startJob"]>[0]["script"]): Job<unknown, unknown> =>
    clients.crosmos.jobs.job(standIns.crosmos.startJob({ script, sourceIds: [7, 8] }));
  const completed = { completed: true };
  return [
    {
      title: "roe      extract an invoice",
      job: roe(
        { status: 0, ms: 400 },
        { status: 1, ms: 1200 },
        { status: 2, error_message: "model overloaded", ms: 900 },
        { status: 1, ms: 700 },
        { status: 3 },
      ),
    },
    { title: "roe      extract it again", job: roe({ status: 0, ms: 300 }, { status: 6 }) },
    {
      title: "roe      extract a broken file",
      job: roe({ status: 1, ms: 900 }, { status: 4, error_message: "the file is not a PDF" }),
    },
    {
      title: "julep    index a document",
      job: julep(
        { state: "pending", ms: 300 },
        ...[10, 35, 60, 85].map((progress) => ({ state: "in_progress", has_progress: true, progress, ms: 600 })),
        { state: "succeeded" },
      ),
    },
    { title: "julep    cancelled by a colleague", job: julep({ ms: 500 }, { state: "aborted" }) },
    {
      title: "crosmos  ingest conversations",
      job: crosmos(
        { status: "pending", ms: 500 },
        { status: "processing", ms: 1300 },
        { status: "partial", error_message: "one source was empty", result: { sources: 2 }, ...completed },
      ),
    },
    { title: "crosmos  a job that never ends", job: crosmos({ status: "processing" }), deadlineMs: 4_000 },
  ];
}

/** Enough jobs for several pages of the list. */
export function fillList({ roe }: StandIns, rows: number): string {
  for (let row = 0; row < rows; row++) roe.startJob({ script: [{ status: row % 5 === 4 ? 4 : 3 }], cost: row / 100 });
  return ROE_AGENT_ID;
}
