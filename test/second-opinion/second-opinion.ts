import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { compared, documentOf, type Pair, readPairs } from "../toolchain/drift/pair.js";
import { type Compared, type Opinion, renderComparison } from "./comparison.js";
import { type Ask, openRedocly } from "./redocly.js";

/** Where the answer goes, and where progress is shown. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = `Usage: pnpm drift:compare <folder>

  Compares what drift says of the pairs in a folder's YAML files, there and back, with what Redocly's diff says of them:
  whether a change breaks those who call the API. The files are written as those in test/toolchain/drift/pairs.
`;

/** Runs the command. Gives the exit code: 0 whatever the two disagree on, 2 for wrong usage. */
export async function secondOpinion(
  args: readonly string[],
  { out, err }: Output,
  open = openRedocly,
): Promise<number> {
  const [folder, ...others] = args;
  const files = folder === undefined || others.length > 0 ? [] : pairFiles(folder);
  if (files.length === 0) {
    err(USAGE);
    return 2;
  }
  const questions = files.flatMap((file) => readPairs(file).flatMap((pair) => bothWays(basename(file), pair)));
  const scratch = mkdtempSync(join(tmpdir(), "specloom-opinion-"));
  try {
    const ask = await open();
    out(renderComparison(await answers(questions, ask, scratch, err)));
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Question {
  readonly name: string;
  readonly form: Pair["form"];
  readonly before: unknown;
  readonly after: unknown;
}

function pairFiles(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((file) => /\.ya?ml$/u.test(file))
    .toSorted()
    .map((file) => resolve(folder, file));
}

function bothWays(file: string, { what, form, before, after }: Pair): Question[] {
  return [
    { name: `${file}: ${what}`, form, before, after },
    { name: `${file}: ${what}, and back`, form, before: after, after: before },
  ];
}

/** Asks as many at once as there are processors; the answers come in the order of the questions. */
async function answers(
  questions: readonly Question[],
  ask: Ask,
  scratch: string,
  err: Output["err"],
): Promise<Compared[]> {
  const found: Compared[] = [];
  let next = 0;
  const work = async (worker: number): Promise<void> => {
    const folder = join(scratch, `${worker}`);
    mkdirSync(folder);
    for (let index = next++; index < questions.length; index = next++) {
      const question = questions[index];
      if (question === undefined) return;
      const { name, form, before, after } = question;
      const theirs = await ask(folder, documentOf(form, before), documentOf(form, after));
      found[index] = { name, ours: ourOpinion(question), theirs };
      if ((index + 1) % 100 === 0) err(`Asked ${index + 1} of ${questions.length}\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, (_, worker) => work(worker)));
  return found;
}

/** What drift says of what travels: Redocly knows nothing of the TypeScript. */
function ourOpinion({ form, before, after }: Question): Opinion {
  const findings = compared(form, before, after).filter(({ judgement }) => judgement.wire !== "none");
  const breaking = findings.filter(({ judgement }) => judgement.wire === "breaking");
  const told = breaking.length > 0 ? breaking : findings;
  const rules = told.map(({ rule, judgement: { wire } }) => (wire === "review" ? `${rule}, for review` : rule));
  return { isBreaking: breaking.length > 0, rules: [...new Set(rules)].toSorted() };
}
