import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { installEarlierGitHub, installGitHub } from "../../github/github.js";
import { redoclyProgram } from "../../second-opinion/redocly.js";
import { type Command, type Cost, costOf } from "../generate/cost.js";
import { build, program } from "../generate/ours.js";
import type { Bench, Report } from "../report.js";
import { inTurn } from "../runtime/runtime.js";
import { median } from "../statistics.js";
import { fixed, ratio, whole } from "../table.js";

/** Comparing two releases of GitHub's document: time, CPU time and memory of whole commands. */
export async function drift({ workshop, rounds = 3, progress }: Bench): Promise<Report> {
  const cwd = join(workshop.folder, "releases");
  mkdirSync(cwd, { recursive: true });
  copyFileSync(await installEarlierGitHub(), join(cwd, "a.json"));
  copyFileSync(await installGitHub(), join(cwd, "b.json"));
  const contenders: Readonly<Record<string, Command>> = {
    specloom: { cwd, args: [program, "drift", "--from", "a.json", "--to", "b.json", "--fail-on", "never"] },
    redocly: { cwd, args: [await redoclyProgram(), "diff", "a.json", "b.json", "--fail-on", "none"] },
  };
  progress("Building the command");
  await build();
  const costs = new Map<string, Cost[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    progress(`Round ${round + 1} of ${rounds}`);
    for (const [name, command] of inTurn(Object.entries(contenders), round)) {
      const cost = await costOf(command, join(workshop.folder, "usage"));
      if (cost === undefined) throw new Error(`${name} fails on GitHub's two releases`);
      costs.get(name)?.push(cost);
    }
  }
  return report(costs);
}

/** Medians over the rounds; each ratio is taken round by round. */
function report(costs: ReadonlyMap<string, readonly Cost[]>): Report {
  const ours = costs.get("specloom") ?? [];
  const figures = [...costs].map(([name, all]) => ({
    name,
    milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
    cpuMilliseconds: median(all.map(({ cpuMilliseconds }) => cpuMilliseconds)),
    mebibytes: median(all.map(({ mebibytes }) => mebibytes)),
    cpuRatio: median(all.map(({ cpuMilliseconds }, round) => cpuMilliseconds / (ours[round]?.cpuMilliseconds ?? NaN))),
  }));
  const rows = figures.map(({ name, milliseconds, cpuMilliseconds, mebibytes, cpuRatio }) => [
    name,
    whole(milliseconds),
    whole(cpuMilliseconds),
    ratio(cpuRatio),
    fixed(mebibytes, 0),
  ]);
  return {
    figures,
    tables: [{ title: "Two releases of GitHub's document", columns: ["", "ms", "CPU ms", "ratio", "MiB"], rows }],
  };
}
