import type { Colors } from "../paint.js";

/** The output of a command, and its capabilities. */
export interface Terminal extends Colors {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** True where output goes to a person's terminal, so that progress is drawn. */
  readonly interactive: boolean;
  /** The width of a person's terminal. */
  readonly columns?: number | undefined;
}

/** The parts of Node's `process` that a terminal uses. */
export interface TerminalProcess {
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
  on(event: "error", listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** The terminal of a process. */
export function createTerminal({ stdout, stderr, env }: TerminalProcess): Terminal {
  const interactive = stdout.isTTY === true;
  for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    interactive,
    columns: stdout.columns,
    color: wantsColor(env, interactive),
  };
}

/** A reader such as `head` may close the pipe early. The command still finishes, with its own exit code. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Whether to colour: `FORCE_COLOR` decides first, as in Node, then `NO_COLOR` (no-color.org), then the terminal. */
export function wantsColor(env: TerminalProcess["env"], isTerminal: boolean): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no } = env;
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTerminal && (no === undefined || no === "") && env["TERM"] !== "dumb";
}
