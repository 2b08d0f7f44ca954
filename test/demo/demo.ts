import { JobFailedError, JobTimeoutError, type Roe } from "@specloom/roe";
import { Listr } from "listr2";
import type { FastClock } from "../support/fast-clock.js";
import { startStandIns } from "../support/stand-ins/stand-ins.js";
import { createClients, type DemoJob, fillList, startJobs } from "./jobs.js";

/** Where the demonstration prints, and whether a person's terminal draws its progress. */
export interface Stage {
  readonly print: (line: string) => void;
  readonly interactive: boolean;
  /** What time goes by; the machine's own where not given. */
  readonly clock?: FastClock;
}

/**
 * Three providers on this machine's loopback, and the generated clients at work: waiting across providers, paging, and
 * how a failure and a timeout read.
 */
export async function demonstrate({ print, interactive, clock }: Stage): Promise<void> {
  const standIns = await startStandIns(clock === undefined ? {} : { now: () => clock.date() });
  try {
    const clients = createClients(standIns, clock);
    const jobs = startJobs(standIns, clients);
    print(`Stand-ins: roe ${standIns.roe.url}, julep ${standIns.julep.url}, crosmos ${standIns.crosmos.url}`);
    print(`\nWaiting for ${jobs.length} jobs of three providers:`);
    await watch(jobs, interactive, print);
    print("\nA failed job throws from `wait`:");
    await explain(jobs, JobFailedError, print);
    print("\nSo does one that does not end in time; its snapshot goes on later, here or elsewhere:");
    await explain(jobs, JobTimeoutError, print);
    print("\nRoe's list of jobs, page by page:");
    await walkPages(clients.roe, fillList(standIns, 12), print);
  } finally {
    await standIns.close();
  }
}

/** One line a job, live where there is a terminal; else one line a change. */
async function watch(jobs: readonly DemoJob[], interactive: boolean, print: (line: string) => void): Promise<void> {
  const tasks = new Listr(
    jobs.map(({ title, job, deadlineMs }) => ({
      title,
      task: async (_context: unknown, task: { output: string; title: string }) => {
        const outcome = await job
          .settle({
            minDelayMs: 150,
            maxDelayMs: 500,
            deadlineMs,
            onUpdate: ({ state, progress, message }) => {
              const line = [state, progress === undefined ? "" : `${progress} %`, message ?? ""]
                .filter(Boolean)
                .join("  ");
              if (interactive) task.output = line;
              else if (state === "pending") print(`  ${title}: ${line}`);
            },
          })
          .catch((error: unknown) => {
            if (error instanceof JobTimeoutError) return { kind: "timed out" };
            throw error;
          });
        task.title = `${title}: ${"cached" in outcome && outcome.cached ? "succeeded, from the cache" : outcome.kind}`;
        if (!interactive) print(`  ${task.title}`);
      },
    })),
    { concurrent: true, renderer: interactive ? "default" : "silent" },
  );
  await tasks.run();
}

/** Prints what the first job throws that throws such an error. */
async function explain(
  jobs: readonly DemoJob[],
  type: typeof JobFailedError | typeof JobTimeoutError,
  print: (line: string) => void,
): Promise<void> {
  for (const { job, deadlineMs } of jobs) {
    // All but the endless one have ended.
    const limits = { deadlineMs: deadlineMs === undefined ? 60_000 : 300, minDelayMs: 50 };
    const error: unknown = await job.wait(limits).catch((thrown: unknown) => thrown);
    if (!(error instanceof type)) continue;
    print(`  ${error.name}: ${error.message}`);
    if (error instanceof JobTimeoutError) print(`  ${JSON.stringify(error.snapshot)}`);
    return;
  }
}

async function walkPages(roe: Roe, agentId: string, print: (line: string) => void): Promise<void> {
  let number = 0;
  for await (const { items, raw } of roe.agents.jobs
    .list(agentId, { page_size: 5, ordering: ["-cost", "id"] })
    .pages()) {
    number += 1;
    print(
      `  page ${number}: ${items.length} of ${raw.count} jobs, ${items.filter((job) => job.status_code === 4).length} failed`,
    );
  }
}
