import { capacityTable } from "./capacity.js";
import type { Tally } from "../../durable/support/fleet.js";
import { fixed, type Table, whole } from "../table.js";

/** What one worker does. */
export interface StepsFigures {
  readonly addedPerSecond: number;
  readonly stepsPerSecond: number;
  readonly nodeMsPerStep: number;
  readonly redisMsPerStep: number;
  /** Bytes of Redis for a wait before its first step, the snapshot included. */
  readonly waitingBytes: number;
  readonly settledBytes: number;
  readonly lateP99Ms: number;
  /** From the request to end with 150 steps in flight to the end; 0 over HTTP, where it is not measured. */
  readonly closeMs: number;
}

/** What a run under kills came to, by who waited. */
export type KillFigures = Readonly<Record<string, Tally>>;

export interface DurableFigures {
  /** By what was measured. */
  readonly steps: Readonly<Record<string, StepsFigures>>;
  /** Those of them that capacity is computed of. */
  readonly everysec: StepsFigures;
  readonly kills: KillFigures;
}

export function durableTables({ steps, everysec, kills }: DurableFigures): readonly Table[] {
  return [
    {
      title: "One worker",
      columns: [
        "",
        "added/s",
        "steps/s",
        "ms Node/step",
        "ms Redis/step",
        "B waiting",
        "B settled",
        "p99 late ms",
        "close ms",
      ],
      rows: Object.entries(steps).map(([name, one]) => [
        name,
        whole(one.addedPerSecond),
        whole(one.stepsPerSecond),
        fixed(one.nodeMsPerStep, 2),
        fixed(one.redisMsPerStep, 2),
        whole(one.waitingBytes),
        whole(one.settledBytes),
        whole(one.lateP99Ms),
        one.closeMs === 0 ? "" : whole(one.closeMs),
      ]),
    },
    {
      title: "A worker of three killed (-9) every two seconds",
      columns: ["", "waits", "lost", "started twice", "settled twice", "handled twice", "uncertain", "s"],
      rows: Object.entries(kills).map(([name, one]) => [
        name,
        ...[one.waits, one.lost, one.startedTwice, one.settledTwice, one.handledTwice, one.uncertain, one.seconds].map(
          whole,
        ),
      ]),
    },
    capacityTable(everysec),
  ];
}
