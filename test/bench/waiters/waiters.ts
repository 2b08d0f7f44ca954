import { join } from "node:path";
import { runChild } from "../child.js";
import type { Bench, Report } from "../report.js";
import { median } from "../statistics.js";
import type { Crowd } from "./crowd.js";
import type { Exit, WaitersFigures } from "./figures.js";
import { waitersTables } from "./figures.js";

const NAMES = ["specloom", "p-wait-for", "p-retry", "@smithy/util-waiter", "@azure/core-lro"];
/** In the table of exits: what Node takes with nothing to wait for. */
const NOBODY = "node alone";
const WAITERS = 10_000;
const POLLS = 3;
const INTERVAL_MS = 1_500;

/** Many concurrent waiters, and how soon their process ends; round after round, everyone in each. */
export async function waiters({ workshop, rounds = 3, progress }: Bench): Promise<Report> {
  progress("Compiling");
  const crowdWorker = await workshop.compile(join(import.meta.dirname, "crowd-worker.ts"));
  const exitWorker = await workshop.compile(join(import.meta.dirname, "exit-worker.ts"));
  const crowds = new Map<string, Crowd[]>(NAMES.map((name) => [name, []]));
  const exits = new Map<string, Exit[]>([NOBODY, ...NAMES].map((name) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}: ${WAITERS.toLocaleString("en-US")} waiters`);
    for (const [name, found] of crowds) {
      const args = [name, WAITERS, POLLS, INTERVAL_MS].map(String);
      const crowd: Crowd = JSON.parse((await runChild(crowdWorker, args)).stdout);
      found.push(crowd);
    }
    progress(`round ${round} of ${rounds}: exits`);
    for (const [name, found] of exits) {
      const [settleMs, abortMs] = [await exit(exitWorker, name, "settle"), await exit(exitWorker, name, "abort")];
      found.push({ settleMs, abortMs });
    }
  }
  const figures: WaitersFigures = {
    waiters: WAITERS,
    crowds: [...crowds].map(([name, found]) => ({ name, ...medians(found) })),
    exits: [...exits].map(([name, found]) => ({ name, ...medians(found) })),
  };
  return { figures, tables: waitersTables(figures) };
}

/** Milliseconds from the last settled promise to the end of the process. */
async function exit(file: string, name: string, end: "settle" | "abort"): Promise<number> {
  const { stdout, exitedAt } = await runChild(file, [name, end]);
  return exitedAt - Number(stdout);
}

/** The median of each figure. */
export function medians<T extends { readonly [K in keyof T]: number }>(rounds: readonly T[]): T;
export function medians(rounds: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name] ?? NaN))]));
}
