import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** One printed line; times are milliseconds of this process's monotonic clock. */
export interface Line {
  readonly text: string;
  readonly at: number;
}

export interface Ended {
  readonly lines: readonly Line[];
  readonly errors: string;
  /** Null where it had to be killed. */
  readonly exitCode: number | null;
  readonly at: number;
}

/** Runs a program to its end and notes when it printed what. It is killed after `limitMs`. */
export function runTimed(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  limitMs: number,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], timeout: limitMs });
    const lines: Line[] = [];
    let errors = "";
    let at = 0;
    createInterface(child.stdout).on("line", (text) => lines.push({ text, at: performance.now() }));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    child.on("error", reject);
    child.on("exit", () => {
      at = performance.now();
    });
    child.on("close", (exitCode) => resolve({ lines, errors, exitCode, at }));
  });
}
