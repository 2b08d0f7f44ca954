import process from "node:process";
import { describe, expect, test } from "vitest";
import { Fleet } from "./support/fleet.js";
import { hasRedis, pause } from "./support/redis-server.js";
import { tallyTable } from "./support/table.js";

const isFull = Number(process.env["SPECLOOM_WAITS"] ?? 0) === 0;
const seed = Number(process.env["SPECLOOM_SEED"] ?? 7);

/** A day in ten minutes: an hour is 25 s. */
const DAY_MS = 600_000;
const WAITS = 3_000;

interface DayEvent {
  readonly at: number;
  readonly what: string;
  readonly run: (fleet: Fleet) => Promise<void>;
}

const deploy = async (fleet: Fleet): Promise<void> => {
  for (let worker = 0; worker < 3; worker += 1) await fleet.replace("close");
};
const restart = async (fleet: Fleet): Promise<void> => {
  await fleet.redis.kill();
  await pause(1_500);
  await fleet.redis.launch();
};
const trouble =
  (what: Fleet["provider"]["trouble"], ms: number) =>
  async (fleet: Fleet): Promise<void> => {
    fleet.provider.trouble = what;
    await pause(ms);
    fleet.provider.trouble = {};
  };

/** What happens on that day, at times that the seed draws: most of it while something else is still going on. */
function events(fleet: Fleet): DayEvent[] {
  const kinds: readonly (readonly [count: number, what: string, run: DayEvent["run"]])[] = [
    [6, "a deploy: three workers end by SIGTERM, one after the other", deploy],
    [20, "a worker killed (-9)", (one) => one.replace("kill")],
    [3, "Redis killed (-9), back after 1.5 s", restart],
    [3, "429 for 15 s, `Retry-After: 3`", trouble({ status: 429, retryAfter: 3 }, 15_000)],
    [3, "an outage of 20 s: 503 for everything", trouble({ status: 503, startStatus: 503 }, 20_000)],
  ];
  return kinds
    .flatMap(([count, what, run]) =>
      Array.from({ length: count }, () => ({ at: Math.round(fleet.random() * DAY_MS * 0.95), what, run })),
    )
    .toSorted((one, other) => one.at - other.at);
}

describe.skipIf(!hasRedis || !isFull)("a day in ten minutes", () => {
  test("[D4] [D9] [D12] deploys, kills, restarts of Redis, 429s and outages, and nothing is lost", async () => {
    const pace = { minDelayMs: 5_000, maxDelayMs: 40_000 };
    const fleet = await Fleet.open({ pace, requestsPerSecond: 60 }, { seed });
    const begun = Date.now();
    const clock = (): string => {
      const minutes = Math.round(((Date.now() - begun) / DAY_MS) * 24 * 60);
      return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    };
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    try {
      print(`seed ${seed}`);
      const adding = (async () => {
        // They arrive all day: a hundred in every thirtieth of it.
        for (let part = 0; part < 30; part += 1) {
          await fleet.add(WAITS / 30);
          await pause((DAY_MS * 0.9) / 30);
        }
      })();
      const happening = events(fleet).map(async ({ at, what, run }) => {
        await pause(at);
        print(`${clock()} ${what}`);
        await run(fleet);
      });
      await Promise.all([adding, ...happening]);
      const tally = await fleet.finish();
      print(`\n${tallyTable([[`A day in ten minutes, seed ${seed}`, tally]])}\n`);
      expect(tally).toMatchObject({ lost: 0, startedTwice: 0, settledTwice: 0 });
    } finally {
      await fleet.close();
    }
  });
});
