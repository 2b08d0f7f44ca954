import process from "node:process";
import { afterAll, describe, expect, test } from "vitest";
import { disturbances } from "./support/disturbances.js";
import { Fleet, type Tally } from "./support/fleet.js";
import { hasRedis } from "./support/redis-server.js";
import { tallyTable } from "./support/table.js";
import { Textbook } from "./support/textbook.js";

/** How many waits each row has; the full sizes where it is 0. */
const size = Number(process.env["SPECLOOM_WAITS"] ?? 0);
const isFull = size === 0;
const share = isFull ? 1 : 0.2;
const seed = Number(process.env["SPECLOOM_SEED"] ?? 1);

/** A wait lasts as long as the disturbances: each of its three polls waits for a third of that. */
const pace = isFull ? { minDelayMs: 10_000, maxDelayMs: 25_000 } : { minDelayMs: 2_000, maxDelayMs: 5_000 };
/** What CI waits for dead workers is half of the defaults. */
const limits = isFull ? {} : { lockMs: 5_000, stalledMs: 2_500 };

describe.skipIf(!hasRedis)("the failure matrix", () => {
  const rows: (readonly [string, Tally])[] = [];
  afterAll(() => void process.stdout.write(`\n${tallyTable(rows)}\n`));

  test.each(disturbances)("[D2] [D4] [D5] [D13] $title", async ({ title, waits, hasStarts, run }) => {
    const fleet = await Fleet.open({ ...limits, pace }, { seed });
    try {
      const added = fleet.add(isFull ? waits : size, hasStarts);
      await Promise.all([added, run(fleet, share)]);
      const tally = await fleet.finish();
      rows.push([title, tally]);
      expect(tally).toMatchObject({ lost: 0, startedTwice: 0, settledTwice: 0 });
    } finally {
      await fleet.close();
    }
  });

  test.skipIf(!isFull)("the textbook way, beside it: a random worker killed (-9) every 2 s for 60 s", async () => {
    const textbook = await Textbook.open({ pace, concurrency: 150 });
    try {
      const tally = await textbook.run(20_000, 30);
      rows.push(["Textbook: a random worker killed (-9) every 2 s for 60 s", tally]);
      // What it is measured against: it loses waits and starts jobs twice.
      expect(tally.lost + tally.startedTwice).toBeGreaterThan(0);
    } finally {
      await textbook.close();
    }
  });
});
