import * as fc from "fast-check";
import { expect, test } from "vitest";
import { callAfter } from "../../packages/runtime/src/time/call-after.js";
import { type Timed, Timers } from "../../packages/runtime/src/time/timers.js";
import { propertyRuns } from "../support/property.js";
import { VirtualClock } from "../support/virtual-clock.js";

function setAfter(timers: Timers, delayMs: number, ring: () => void): Timed {
  const alarm: Timed = { due: 0, slot: -1, order: 0, ring };
  timers.set(alarm, timers.clock.now() + Math.max(0, delayMs));
  return alarm;
}

const step = fc.oneof(
  fc.record({ do: fc.constant("set" as const), delay: fc.integer({ min: -5, max: 50 }) }),
  fc.record({ do: fc.constant("move" as const), which: fc.nat(40), delay: fc.integer({ min: -5, max: 50 }) }),
  fc.record({ do: fc.constant("stop" as const), which: fc.nat(40) }),
  fc.record({ do: fc.constant("cancel" as const), which: fc.nat(40) }),
  fc.record({ do: fc.constant("advance" as const), by: fc.nat(30) }),
);

test("[40] alarms ring as a sorted list says, on one platform timer, whatever is set, moved, cancelled and waited", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const clock = new VirtualClock();
      const timers = new Timers(clock);
      const rung: number[] = [];
      const model: { due: number; id: number; order: number }[] = [];
      const alarms: Timed[] = [];
      let order = 0;
      const expected: number[] = [];
      for (const one of steps) {
        if (one.do === "set") {
          const id = alarms.length;
          model.push({ due: clock.now() + Math.max(0, one.delay), id, order: order++ });
          alarms.push(setAfter(timers, one.delay, () => rung.push(id)));
        } else if (one.do === "move") {
          const alarm = alarms[one.which];
          if (alarm === undefined) continue;
          const due = clock.now() + one.delay;
          timers.set(alarm, due);
          const at = model.findIndex(({ id }) => id === one.which);
          // An alarm that is set for the time that it has keeps its place.
          if (model[at]?.due === due) continue;
          if (at >= 0) model.splice(at, 1);
          model.push({ due, id: one.which, order: order++ });
        } else if (one.do === "cancel" || one.do === "stop") {
          const alarm = alarms[one.which];
          if (alarm === undefined) continue;
          if (one.do === "cancel") timers.remove(alarm);
          else timers.set(alarm, Infinity);
          const at = model.findIndex(({ id }) => id === one.which);
          if (at >= 0) model.splice(at, 1);
        } else {
          const end = clock.now() + one.by;
          const due = model.filter((entry) => entry.due <= end).toSorted((a, b) => a.due - b.due || a.order - b.order);
          expected.push(...due.map(({ id }) => id));
          for (const entry of due) model.splice(model.indexOf(entry), 1);
          await clock.advance(one.by);
        }
        expect(rung).toEqual(expected);
        expect(timers.size).toBe(model.length);
        expect(clock.timers).toBeLessThanOrEqual(1);
        if (model.length === 0) expect(clock.timers).toBe(0);
      }
      expect(clock.mostTimers).toBeLessThanOrEqual(1);
    }),
    propertyRuns(),
  );
});

test.each([
  {
    what: "an alarm",
    set: (clock: VirtualClock, delayMs: number, ring: () => void) => void setAfter(new Timers(clock), delayMs, ring),
  },
  { what: "a call", set: (...of: Parameters<typeof callAfter>) => void callAfter(...of) },
])("[17] the delay of $what beyond what setTimeout takes is split, and rings once", async ({ set }) => {
  const clock = new VirtualClock();
  const rung: number[] = [];
  set(clock, 2 ** 33, () => rung.push(clock.now()));
  await clock.advance(2 ** 33 - 1);
  expect(rung).toEqual([]);
  await clock.advance(1);
  expect(rung).toEqual([2 ** 33]);
});

test("[43] a callback that throws does not silence the others", () => {
  const scheduled: (() => void)[] = [];
  let now = 0;
  const timers = new Timers({
    now: () => now,
    date: () => 0,
    random: () => 0,
    schedule: (callback) => {
      scheduled.push(callback);
      return () => undefined;
    },
  });
  const rung: string[] = [];
  setAfter(timers, 1, () => {
    throw new Error("mine");
  });
  setAfter(timers, 2, () => rung.push("other"));
  now = 5;
  expect(() => scheduled.at(-1)?.()).toThrow("mine");
  scheduled.at(-1)?.();
  expect(rung).toEqual(["other"]);
});

test("[41] an alarm that sets another for now rings it in a round of its own", async () => {
  const clock = new VirtualClock();
  const timers = new Timers(clock);
  let count = 0;
  const again = () => {
    count++;
    if (count < 5) setAfter(timers, 0, again);
  };
  setAfter(timers, 0, again);
  await clock.advance(0);
  expect(count).toBe(5);
  expect(clock.timers).toBe(0);
});

test("[40] a call waits for its time where a timer of the platform comes early, and never comes once prevented", async () => {
  const clock = new VirtualClock();
  const schedule = clock.schedule.bind(clock);
  clock.schedule = (callback, delayMs) => schedule(callback, Math.max(1, delayMs - 3));
  const rung: number[] = [];
  callAfter(clock, 10, () => rung.push(clock.now()));
  const prevent = callAfter(clock, 10, () => rung.push(-1));
  await clock.advance(8);
  prevent();
  await clock.advance(20);
  expect(rung).toEqual([10]);
  expect(clock.timers).toBe(0);
});
