import { fixed, type Table, whole } from "../table.js";
import type { StepsFigures } from "./figures.js";

/** How long a wait sleeps between two steps in the long run: the runtime's default `maxDelayMs`. */
const SLEEP_S = 15;
/** A core is planned to two thirds. */
const USABLE = 0.67;
/** The command thread of one Redis is one core. */
const REDIS_MS_PER_SECOND = 1_000 * USABLE;
/** What a provider lets one customer ask, where it says so: a generous one. */
const PROVIDER_PER_SECOND = 1_000;

/** What many waits need, computed of the cost of one step: memory, polls, workers and instances of Redis. */
export function capacityTable(figures: StepsFigures, sizes: readonly number[] = [1_000_000, 10_000_000]): Table {
  const columns = sizes.map((waits) => {
    const steps = waits / SLEEP_S;
    const instances = Math.ceil((steps * figures.redisMsPerStep) / REDIS_MS_PER_SECOND);
    const stretched = waits / PROVIDER_PER_SECOND;
    return [
      fixed((waits * figures.waitingBytes) / 2 ** 30, 1),
      fixed((waits * figures.settledBytes) / 2 ** 30, 1),
      whole(steps),
      whole(Math.ceil((steps * figures.nodeMsPerStep) / (1_000 * USABLE))),
      whole(instances),
      whole(stretched),
      firstToBreak(steps, instances),
    ];
  });
  const rows = [
    "GiB of Redis asleep",
    "GiB of Redis settled, for as long as they are kept",
    `polls a second, one each ${SLEEP_S} s`,
    "worker processes, a core each",
    "instances of Redis, a queue each",
    `seconds between two polls at a provider's limit of ${whole(PROVIDER_PER_SECOND)} a second`,
    "what breaks first",
  ];
  return {
    title: "On paper, of the figures with `appendfsync everysec`",
    columns: ["", ...sizes.map((waits) => `${whole(waits)} waits`)],
    rows: rows.map((title, row) => [title, ...columns.map((column) => column[row] ?? "")]),
  };
}

/** The provider's limit, then the one thread of Redis: workers can be added, those cannot. */
function firstToBreak(steps: number, instances: number): string {
  if (steps > PROVIDER_PER_SECOND) return instances > 1 ? "the provider's limit, then Redis" : "the provider's limit";
  return instances > 1 ? "Redis" : "nothing";
}
