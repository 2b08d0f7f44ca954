import type { Table } from "../table.js";
import { fixed, ratio, whole } from "../table.js";
import type { Crowd } from "./crowd.js";

/** Milliseconds from the moment nothing is left to wait for to the end of the process. */
export interface Exit {
  readonly settleMs: number;
  readonly abortMs: number;
}

type Named<T> = T & { readonly name: string };

/** Medians over the rounds. */
export interface WaitersFigures {
  /** Waiters at once. */
  readonly waiters: number;
  readonly crowds: readonly Named<Crowd>[];
  readonly exits: readonly Named<Exit>[];
}

/** CPU time is compared with this one's. */
const BASELINE = "p-wait-for";

export function waitersTables({ waiters, crowds, exits }: WaitersFigures): readonly Table[] {
  const base = crowds.find(({ name }) => name === BASELINE);
  return [
    {
      title: `${whole(waiters)} concurrent waiters`,
      columns: [
        "",
        "timers",
        "B each",
        "warnings",
        "µs a poll",
        `over ${BASELINE}`,
        "polls each",
        "in flight",
        "settled",
      ],
      rows: crowds.map((crowd) => [
        crowd.name,
        whole(crowd.timers),
        whole(crowd.bytesPerWaiter),
        whole(crowd.warnings),
        fixed(crowd.microsecondsPerPoll, 1),
        ratio(crowd.microsecondsPerPoll / (base?.microsecondsPerPoll ?? NaN)),
        fixed(crowd.pollsPerWaiter, 1),
        whole(crowd.mostInFlight),
        whole(crowd.settled),
      ]),
    },
    {
      title: "Milliseconds until the process has ended",
      columns: ["", "after settling", "after an abort"],
      rows: exits.map(({ name, settleMs, abortMs }) => [name, fixed(settleMs, 0), fixed(abortMs, 0)]),
    },
  ];
}
