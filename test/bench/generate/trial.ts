import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inTurn } from "../runtime/runtime.js";
import { type Contender, type Task, TASKS } from "./contender.js";
import { type Cost, costOf } from "./cost.js";

/** Costs by the contender's name and the task, one for each round; undefined where it failed once. */
export type Costs = ReadonlyMap<string, Readonly<Partial<Record<Task, readonly Cost[]>>> | undefined>;

/** What starting Node takes: whoever does nothing still takes that. */
export const NODE = "Node itself";

/** Runs everyone on one document, round after round; who fails is left out from then on. */
export async function trial(
  document: string,
  contenders: Readonly<Record<string, Contender>>,
  rounds: number,
  folder: string,
): Promise<Costs> {
  const all = { [NODE]: bare, ...contenders };
  const costs = new Map<string, Partial<Record<Task, Cost[]>> | undefined>(Object.keys(all).map((name) => [name, {}]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, contender] of inTurn(Object.entries(all), round)) {
      const own = costs.get(name);
      if (own === undefined) continue;
      const sample = await runOnce(contender, document, folder);
      if (sample === undefined) costs.set(name, undefined);
      else for (const [task, cost] of sample) (own[task] ??= []).push(cost);
    }
  }
  return costs;
}

const bare: Contender = (_document, cwd) => {
  const command = { cwd, args: ["-e", "0"] };
  return { cold: command, again: command };
};

async function runOnce(contender: Contender, document: string, folder: string): Promise<Map<Task, Cost> | undefined> {
  const cwd = join(folder, "repository");
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd, { recursive: true });
  const commands = contender(document, cwd);
  const costs = new Map<Task, Cost>();
  for (const task of TASKS) {
    const command = commands[task];
    if (command === undefined) continue;
    const cost = await costOf(command, join(folder, "usage"));
    if (cost === undefined) return undefined;
    costs.set(task, cost);
  }
  return costs;
}
