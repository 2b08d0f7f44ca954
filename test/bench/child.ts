import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Warnings are counted by those whom they concern. */
const FLAGS = ["--expose-gc", "--no-warnings"];

/** A process of Node's that ended well. */
export interface Ended {
  readonly stdout: string;
  /** Milliseconds since the epoch, with fractions, at which it was gone. */
  readonly exitedAt: number;
}

/**
 * Runs a compiled file in a process of its own, in which nothing else was compiled or allocated. What it writes to
 * stderr goes to ours.
 *
 * @throws {Error} where it does not exit with 0.
 */
export function runChild(file: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [...FLAGS, file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  return new Promise((resolve, reject) => {
    let exitedAt = NaN;
    child.once("error", reject);
    child.once("exit", () => (exitedAt = wallClock()));
    child.once("close", (code, signal) => {
      if (code === 0) resolve({ stdout, exitedAt });
      else reject(new Error(`${file} ended with ${code ?? signal ?? "no exit code"}`));
    });
  });
}

/** A process that is there until it is told to stop. */
export interface Service {
  /** The first line that it printed. */
  readonly greeting: string;
  /** Sends a line, and gives the line that it answers with. One at a time. */
  ask(line: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a compiled file that prints a line when it is ready, and one for each that it is sent.
 *
 * @throws {Error} where it ends without the line that is waited for; `ask` rejects likewise.
 */
export async function startService(file: string, args: readonly string[] = []): Promise<Service> {
  const child = spawn(process.execPath, [...FLAGS, file, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done === true) throw new Error(`${file} ended before it had answered`);
    return value;
  };
  return {
    greeting: await answer(),
    ask(line) {
      child.stdin.write(`${line}\n`);
      return answer();
    },
    stop: () => stop(child),
  };
}

/** Milliseconds since the epoch, finer than `Date.now()`, for comparing processes. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill();
  });
}
