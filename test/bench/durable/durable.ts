import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runChild } from "../child.js";
import { Fleet } from "../../durable/support/fleet.js";
import { Provider } from "../../durable/support/provider.js";
import { hasPostgres } from "../../durable/support/postgres-server.js";
import { compileProgram } from "../../durable/support/program.js";
import { hasRedis, RedisServer } from "../../durable/support/redis-server.js";
import { Textbook } from "../../durable/support/textbook.js";
import type { Bench, Report } from "../report.js";
import { medians } from "../waiters/waiters.js";
import { durableTables, type DurableFigures, type KillFigures, type StepsFigures } from "./figures.js";
import { killPgBoss } from "./pg-boss.js";

const WAITS = 10_000;
const KILLED_WAITS = 2_000;
const KILLS = 10;

/** What a step of a durable wait costs, and what kills cost: this package, the textbook way on BullMQ, and pg-boss. */
export async function durable({ workshop, rounds = 3, progress }: Bench): Promise<Report> {
  if (!hasRedis) throw new Error("redis-server is missing. Get it: apt-get install -y redis-server");
  const worker = await compileProgram(source("steps-worker.ts"), workshop.folder);
  const measure = async (title: string, waits: number, appendfsync: string, isHttp = false): Promise<StepsFigures> => {
    const found: StepsFigures[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      progress(`${title}, round ${round} of ${rounds}`);
      const redis = await RedisServer.start({ appendfsync }, "redis-server", tmpdir());
      const provider = isHttp ? await Provider.start(3) : undefined;
      try {
        const args = [String(redis.port), String(waits), ...(provider ? [provider.url] : [])];
        found.push(JSON.parse((await runChild(worker, args)).stdout));
      } finally {
        await provider?.close();
        await redis.stop();
      }
    }
    return medians(found);
  };
  const steps: Record<string, StepsFigures> = {};
  const everysec = (steps["10,000 waits, three steps each"] = await measure("10,000 waits", WAITS, "everysec"));
  steps["with `appendfsync always`"] = await measure("appendfsync always", WAITS, "always");
  steps["over HTTP, a start more"] = await measure("over HTTP", WAITS, "everysec", true);
  steps["100,000 waits"] = await measure("100,000 waits", 10 * WAITS, "everysec");
  const figures: DurableFigures = { steps, everysec, kills: await underKills(workshop.folder, progress) };
  return { figures, tables: durableTables(figures) };
}

/** A worker of three is killed every two seconds. */
async function underKills(folder: string, progress: (line: string) => void): Promise<KillFigures> {
  const pace = { minDelayMs: 2_000, maxDelayMs: 4_000 };
  progress(`${KILLED_WAITS} waits and ${KILLS} kills: specloom`);
  const fleet = await Fleet.open({ pace });
  const kills: Record<string, KillFigures[string]> = {};
  try {
    const adding = fleet.add(KILLED_WAITS);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await new Promise((resolve) => {
        setTimeout(resolve, 2_000);
      });
      await fleet.replace("kill");
    }
    await adding;
    kills["specloom"] = await fleet.finish();
  } finally {
    await fleet.close();
  }
  progress(`${KILLED_WAITS} waits and ${KILLS} kills: the textbook way on BullMQ`);
  const textbook = await Textbook.open({ pace, concurrency: 150 });
  try {
    kills["BullMQ step jobs, defaults"] = await textbook.run(KILLED_WAITS, KILLS);
  } finally {
    await textbook.close();
  }
  if (!hasPostgres) return kills;
  progress(`${KILLED_WAITS} waits and ${KILLS} kills: pg-boss`);
  const program = await compileProgram(source("pg-boss-worker.ts"), folder);
  kills["pg-boss, a job for each step"] = await killPgBoss(program, dirname(folder), KILLED_WAITS, KILLS);
  return kills;
}

function source(name: string): string {
  return join(fileURLToPath(new URL(".", import.meta.url)), name);
}
