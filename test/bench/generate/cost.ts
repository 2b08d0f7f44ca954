import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** A program and its arguments, as a user's shell would run them. */
export interface Command {
  /** The Node that runs it; this one where not given. */
  readonly node?: string | undefined;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The environment; this process's where not given. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** What one run of a command took. */
export interface Cost {
  readonly milliseconds: number;
  /** Of all its threads and of the Nodes that it starts, in user and system mode. */
  readonly cpuMilliseconds: number;
  /** The most that was resident, of each of these processes, added up. */
  readonly mebibytes: number;
}

/** What a run took, however it ended. */
export interface Measured extends Cost {
  /** Null where a signal ended it. */
  readonly code: number | null;
}

/** A run that fails or hangs is no figure. */
const LIMIT_MS = 300_000;

/**
 * Runs a command in a process of its own.
 *
 * @param usage A folder for what each process says of itself as it ends.
 * @returns Undefined where it does not exit with 0.
 */
export async function costOf(command: Command, usage: string): Promise<Cost | undefined> {
  const { code, ...cost } = await measure(command, usage);
  return code === 0 ? cost : undefined;
}

/** Runs a command in a process of its own, as {@link costOf} does, and tells how it ended. */
export async function measure(
  { node, args, cwd, env: given = process.env }: Command,
  usage: string,
): Promise<Measured> {
  rmSync(usage, { recursive: true, force: true });
  mkdirSync(usage, { recursive: true });
  const env = {
    ...given,
    NODE_OPTIONS: `--require=${join(import.meta.dirname, "probe.cjs")}`,
    NO_COLOR: "1",
    SPECLOOM_BENCH_USAGE: usage,
  };
  const start = performance.now();
  const child = spawn(node ?? process.execPath, args, { cwd, env, stdio: "ignore", timeout: LIMIT_MS });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  const milliseconds = performance.now() - start;
  return { code, milliseconds, ...used(usage) };
}

function used(folder: string): Omit<Cost, "milliseconds"> {
  const usages = readdirSync(folder).map((name): NodeJS.ResourceUsage =>
    JSON.parse(readFileSync(join(folder, name), "utf8")),
  );
  const sum = (of: (usage: NodeJS.ResourceUsage) => number): number =>
    usages.reduce((total, usage) => total + of(usage), 0);
  return {
    cpuMilliseconds: sum(({ userCPUTime, systemCPUTime }) => userCPUTime + systemCPUTime) / 1_000,
    mebibytes: sum(({ maxRSS }) => maxRSS) / 1_024,
  };
}
