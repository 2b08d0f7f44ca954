import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { spread } from "../../github/calls.js";
import { installGitHub } from "../../github/github.js";
import { type CheckCosts, checkCosts, type Compiler, installCompilers, writeConfig } from "../../support/compilers.js";
import { installLocked } from "../../support/locked-packages.js";
import type { Bench, Report } from "../report.js";
import { inTurn } from "../runtime/runtime.js";
import { makeClients, type TypedClients } from "./clients.js";
import { type Checked, typesFigures, typesTables } from "./figures.js";

const SIZES = [10, 50, 200];
/** Where a client's own sources are checked too, their size is what counts: one number of calls is enough. */
const SOURCES_AT = 50;

/** What the compiler takes for files that call GitHub's API, 1,223 operations. */
export async function types({ rounds = 3, progress }: Bench): Promise<Report> {
  progress("Installing GitHub's description, 385 MB, and the compilers, unless they are");
  const [document, peers, compilers] = await Promise.all([
    installGitHub(),
    installLocked(import.meta.dirname),
    installCompilers(),
  ]);
  const folder = mkdtempSync(join(dirname(peers), "run-"));
  try {
    progress("Generating the clients");
    const programs = writePrograms(await makeClients(document, folder, peers, compilers[0]), folder, compilers);
    const figures = typesFigures(await checkInTurn(programs, rounds, progress));
    return { figures, tables: typesTables(figures) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A program to check, and what checks it. */
interface Program extends Omit<Checked, "costs" | "compiler"> {
  readonly compiler: Compiler;
  readonly config: string;
}

function writePrograms({ clients, calls }: TypedClients, folder: string, compilers: readonly Compiler[]): Program[] {
  const sized = SIZES.flatMap((size) =>
    clients.filter(({ isSource }) => !isSource || size === SOURCES_AT).map((client) => ({ size, client })),
  );
  const programs = sized.map(({ size, client: { name, program, compilerOptions = {} } }, index) => {
    const file = join(folder, `calls-${index}.ts`);
    writeFileSync(file, program(spread(calls, size)));
    const config = writeConfig(join(folder, `calls-${index}.json`), compilerOptions, [file]);
    return { calls: size, client: name, config };
  });
  return compilers.flatMap((compiler) => programs.map((program) => ({ ...program, compiler })));
}

/** Every program once a round, so that what slows the machine down slows all of them. */
async function checkInTurn(
  programs: readonly Program[],
  rounds: number,
  progress: Bench["progress"],
): Promise<Checked[]> {
  const costs = new Map(programs.map((program) => [program, new Array<CheckCosts>()]));
  for (let round = 0; round < rounds; round++) {
    progress(`Round ${round + 1} of ${rounds}`);
    for (const [program, own] of inTurn([...costs], round))
      own.push(await checkCosts(program.compiler, program.config));
  }
  return [...costs].map(([{ compiler, calls, client }, own]) => ({
    compiler: compiler.name,
    calls,
    client,
    costs: own,
  }));
}
