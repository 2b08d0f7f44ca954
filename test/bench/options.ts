import { parseArgs } from "node:util";

export interface BenchOptions {
  readonly suite: string;
  /** How often everything is measured; undefined leaves it to the suite. */
  readonly rounds: number | undefined;
  readonly json: boolean;
  /** Documents for `generate`; undefined for its own. */
  readonly folder: string | undefined;
  /** Names of the peers to measure; undefined for all. */
  readonly only: readonly string[] | undefined;
}

export const USAGE = `Usage: pnpm bench <suite> [--rounds N] [--json]
       pnpm bench generate [folder] [--only name,name] [--rounds N] [--json]

  runtime   CPU time per call over a stubbed fetch, and over loopback 64 calls at a time
  waiters   10,000 concurrent waiters: timers, memory, CPU per poll, time to exit
  size      minified and gzipped bytes
  types     what TypeScript 5.9 and 7 take to check files that call GitHub's API
  durable   a step of a wait on BullMQ: CPU time, memory; and what kills cost, beside other queues
  drift     time and memory of comparing two releases of GitHub's document
  generate  time and memory of generators: one page, 200 KB, GitHub's 13 MB; or each document of a folder

  --rounds N   measure N times; the medians are printed
  --json       print the figures alone
  --only ...   measure these of the other generators
`;

/** The options that the arguments give; undefined where they cannot be understood. */
export function parseOptions(args: readonly string[], suites: readonly string[]): BenchOptions | undefined {
  const parsed = parse(args);
  const [suite, folder, ...rest] = parsed?.positionals ?? [];
  if (parsed === undefined || suite === undefined || rest.length > 0 || !suites.includes(suite)) return undefined;
  const { rounds, json, only } = parsed.values;
  if (suite !== "generate" && (folder !== undefined || only !== undefined)) return undefined;
  if (rounds !== undefined && !/^[1-9]\d{0,3}$/u.test(rounds)) return undefined;
  return {
    suite,
    rounds: rounds === undefined ? undefined : Number(rounds),
    json: json === true,
    folder,
    only: only?.split(","),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      // pnpm 10 and later hand on the `--` that npm's users write before options.
      args: args.filter((argument) => argument !== "--"),
      allowPositionals: true,
      options: { rounds: { type: "string" }, json: { type: "boolean" }, only: { type: "string" } },
    });
  } catch {
    return undefined;
  }
}
