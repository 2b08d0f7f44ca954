import { statSync } from "node:fs";
import { join } from "node:path";
import { installLocked } from "../../support/locked-packages.js";
import type { Bench, Report } from "../report.js";
import type { Contender } from "./contender.js";
import { standardSubjects, subjectsIn } from "./documents.js";
import { figuresOf, generateTable, type SubjectFigures } from "./figures.js";
import { build, ours } from "./ours.js";
import { peers } from "./peers.js";
import { trial } from "./trial.js";

/** Generating: time, CPU time and memory of whole commands, side by side on the same documents. */
export async function generate({ workshop, rounds = 3, progress, folder, only }: Bench): Promise<Report> {
  const contenders = chosen(peers(await installLocked(join(import.meta.dirname, "peers"))), only);
  const subjects = folder === undefined ? await standardSubjects(join(workshop.folder, "made")) : subjectsIn(folder);
  progress("Building the command");
  await build();
  const figures: SubjectFigures[] = [];
  for (const { title, path } of subjects) {
    progress(`${title}: ${rounds} rounds of ${Object.keys(contenders).length} generators`);
    const costs = await trial(path, contenders, rounds, workshop.folder);
    figures.push({ title, bytes: statSync(path).size, contenders: figuresOf(costs) });
  }
  return { figures, tables: figures.map(generateTable) };
}

/** Ours, and those of the others that were asked for; the one that all are compared with is always there. */
function chosen(
  others: Readonly<Record<string, Contender>>,
  only: readonly string[] | undefined,
): Readonly<Record<string, Contender>> {
  const wanted = Object.entries(others).filter(
    ([name], index) => index === 0 || only === undefined || only.includes(name),
  );
  return { specloom: ours, ...Object.fromEntries(wanted) };
}
