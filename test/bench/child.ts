import { type ChildProcess, spawn } from "node:child_process";

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
  const child = start(file, args);
  let stdout = "";
  child.stdout?.on("data", (text: string) => (stdout += text));
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

/** A server that runs until it is told to stop. */
export interface Service {
  /** The first line that it printed. */
  readonly greeting: string;
  stop(): Promise<void>;
}

/** Starts a compiled file that prints one line when it is ready, and then serves. */
export function startService(file: string): Promise<Service> {
  const child = start(file, []);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`${file} ended before it was ready`)));
    child.stdout?.once("data", (text: string) => resolve({ greeting: text.trim(), stop: () => stop(child) }));
  });
}

/** Milliseconds since the epoch, finer than `Date.now()`, for comparing processes. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

function start(file: string, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ["--expose-gc", "--no-warnings", file, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout?.setEncoding("utf8");
  return child;
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill();
  });
}
