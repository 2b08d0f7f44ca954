import { median } from "../statistics.js";
import { fixed, ratio, type Table, whole } from "../table.js";
import { type Task, TASKS } from "./contender.js";
import type { Cost } from "./cost.js";
import { type Costs, NODE } from "./trial.js";

/** Whom all are compared with. */
export const BASELINE = "openapi-typescript";

/** Medians over the rounds; each ratio is taken round by round. */
export interface TaskFigures extends Cost {
  /** Time over that of openapi-typescript's own command in the same round, into an empty folder. */
  readonly timeRatio: number;
  readonly cpuRatio: number;
  readonly memoryRatio: number;
  /** Time over what starting Node took in the same round. */
  readonly overNode: number;
}

/** One document and everyone's figures. */
export interface SubjectFigures {
  readonly title: string;
  readonly bytes: number;
  /** By contender; null where it failed. */
  readonly contenders: Readonly<Record<string, Partial<Record<Task, TaskFigures>> | null>>;
}

export function figuresOf(costs: Costs): SubjectFigures["contenders"] {
  const baseline = costs.get(BASELINE)?.cold ?? [];
  const node = costs.get(NODE)?.cold ?? [];
  const figures = [...costs].map(([name, tasks]) => {
    if (tasks === undefined) return [name, null] as const;
    const entries = TASKS.flatMap((task) => {
      const own = tasks[task];
      return own === undefined ? [] : [[task, taskFigures(own, baseline, node)] as const];
    });
    return [name, Object.fromEntries(entries)] as const;
  });
  return Object.fromEntries(figures);
}

function taskFigures(own: readonly Cost[], baseline: readonly Cost[], node: readonly Cost[]): TaskFigures {
  const middle = (key: keyof Cost): number => median(own.map((cost) => cost[key]));
  const over = (key: keyof Cost, base: readonly Cost[]): number =>
    median(own.map((cost, round) => cost[key] / (base[round]?.[key] ?? NaN)));
  return {
    milliseconds: middle("milliseconds"),
    cpuMilliseconds: middle("cpuMilliseconds"),
    mebibytes: middle("mebibytes"),
    timeRatio: over("milliseconds", baseline),
    cpuRatio: over("cpuMilliseconds", baseline),
    memoryRatio: over("mebibytes", baseline),
    overNode: over("milliseconds", node),
  };
}

export function generateTable({ title, bytes, contenders }: SubjectFigures): Table {
  const cells = (figures: TaskFigures | undefined): string[] =>
    figures === undefined ? ["", ""] : [whole(figures.milliseconds), ratio(figures.overNode)];
  return {
    title: `${title}, ${whole(bytes / 1_000)} KB`,
    columns: [
      "",
      "cold ms",
      "ratio",
      "CPU ms",
      "ratio",
      "MiB",
      "ratio",
      "again ms",
      "over Node",
      "check ms",
      "over Node",
    ],
    rows: Object.entries(contenders).map(([name, figures]) => {
      const cold = figures?.cold;
      if (cold === undefined) return [name, "fails", ...Array.from({ length: 9 }, () => "")];
      return [
        name,
        whole(cold.milliseconds),
        ratio(cold.timeRatio),
        whole(cold.cpuMilliseconds),
        ratio(cold.cpuRatio),
        fixed(cold.mebibytes, 0),
        ratio(cold.memoryRatio),
        ...cells(figures?.again),
        ...cells(figures?.check),
      ];
    }),
  };
}
