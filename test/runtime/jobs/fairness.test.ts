import fc from "fast-check";
import { expect, test } from "vitest";
import { Scheduler, type Ticket } from "../../../packages/runtime/src/jobs/scheduler.js";
import { propertyRuns } from "../../support/property.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const TIMEOUT = 3_600_000;

interface Work extends Ticket {
  readonly name: string;
}

/** The started requests, in order. The test decides when each ends. */
class Log {
  readonly started: string[] = [];
  open: (() => void)[] = [];
  mostOpen = 0;

  start(name: string): Promise<void> {
    this.started.push(name);
    return new Promise((resolve) => {
      this.open.push(resolve);
      this.mostOpen = Math.max(this.mostOpen, this.open.length);
    });
  }

  /** Ends one of the open requests. */
  end(which: number): void {
    this.open.splice(which % this.open.length, 1)[0]?.();
  }
}

test(
  "[29] with g groups and s slots no group with a due job is passed over more than ⌈g/s⌉ rounds, and no more than s run",
  async () => {
    const arbitrary = fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
      slots: fc.integer({ min: 1, max: 5 }),
      ends: fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
      order: fc.integer({ min: 1, max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ sizes, slots, ends, order }) => {
        const clock = new VirtualClock();
        const log = new Log();
        const scheduler = new Scheduler<Work>(clock, { maxInFlight: slots });
        const groups = sizes.map((size, index) => ({ size, name: `g${index}`, token: size === 1 ? undefined : {} }));
        const works = groups.flatMap(({ size, name, token }) =>
          Array.from({ length: size }, (): Work => ({
            name,
            group: token,
            batch: undefined,
            mayStart: () => true,
            take: () => undefined,
            send: () => log.start(name),
          })),
        );
        // Any order of arrival, half of them at once and the rest while the first run.
        const shuffled = works
          .map((_, index) => index)
          .toSorted((a, b) => ((a * order) % 11) - ((b * order) % 11) || a - b);
        const early = new Set(shuffled.slice(0, Math.ceil(shuffled.length / 2)));
        const left = new Map<string, number>();
        const add = (index: number) => {
          const work = works[index];
          if (work === undefined) return;
          left.set(work.name, (left.get(work.name) ?? 0) + 1);
          scheduler.add(work);
        };
        const passed = new Map<string, number>();
        let seen = 0;
        const bound = Math.ceil(groups.length / slots) * slots;
        const observe = () => {
          for (; seen < log.started.length; seen++) {
            const name = log.started[seen] ?? "";
            left.set(name, (left.get(name) ?? 0) - 1);
            passed.set(name, 0);
            for (const [other, count] of left) {
              if (other === name || count === 0) continue;
              passed.set(other, (passed.get(other) ?? 0) + 1);
              expect(passed.get(other)).toBeLessThanOrEqual(bound);
            }
          }
        };
        for (const index of early) add(index);
        await flush();
        observe();
        for (const index of shuffled) if (!early.has(index)) add(index);
        await flush();
        observe();
        for (let turn = 0; log.started.length < works.length || log.open.length > 0; turn++) {
          log.end(ends[turn % ends.length] ?? 0);
          await flush();
          observe();
        }
        expect(log.started).toHaveLength(works.length);
        expect(log.mostOpen).toBe(Math.min(slots, works.length));
        expect(clock.mostTimers).toBe(0);
      }),
      propertyRuns(),
    );
  },
  TIMEOUT,
);
