import { parseArgs } from "node:util";

export interface BenchOptions {
  readonly suite: string;
  /** How often everything is measured; undefined leaves it to the suite. */
  readonly rounds: number | undefined;
  readonly json: boolean;
}

export const USAGE = `Usage: pnpm bench <suite> [--rounds N] [--json]

  runtime   CPU time per call over a stubbed fetch, and over loopback 64 calls at a time
  waiters   10,000 concurrent waiters: timers, memory, CPU per poll, time to exit
  size      minified and gzipped bytes

  --rounds N   measure N times; the medians are printed
  --json       print the figures alone
`;

/** The options that the arguments give; undefined where they cannot be understood. */
export function parseOptions(args: readonly string[], suites: readonly string[]): BenchOptions | undefined {
  const parsed = parse(args);
  const [suite, ...rest] = parsed?.positionals ?? [];
  if (parsed === undefined || suite === undefined || rest.length > 0 || !suites.includes(suite)) return undefined;
  const { rounds, json } = parsed.values;
  if (rounds !== undefined && !/^[1-9]\d{0,3}$/u.test(rounds)) return undefined;
  return { suite, rounds: rounds === undefined ? undefined : Number(rounds), json: json === true };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      // pnpm 10 and later hand on the `--` that npm's users write before options.
      args: args.filter((argument) => argument !== "--"),
      allowPositionals: true,
      options: { rounds: { type: "string" }, json: { type: "boolean" } },
    });
  } catch {
    return undefined;
  }
}
