import { execFile } from "node:child_process";

export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment; this process's where not given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Finished {
  /** Undefined where a signal ended the program, or it could not be started. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever the end is. */
export function run(program: string, args: readonly string[], options: CommandOptions): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(program, args, { ...options, maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      resolve({ exitCode: typeof code === "number" ? code : undefined, stdout, stderr });
    });
  });
}

/**
 * Runs a program that has to succeed, and gives what it printed.
 *
 * @throws {Error} with both outputs where it does not exit with 0.
 */
export async function runOrThrow(program: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { exitCode, stdout, stderr } = await run(program, args, options);
  if (exitCode === 0) return stdout;
  throw new Error(`\`${[program, ...args].join(" ")}\` ended with ${exitCode ?? "no exit code"}\n${stdout}\n${stderr}`);
}
