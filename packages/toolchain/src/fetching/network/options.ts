import { type Command, InvalidArgumentError } from "commander";

/** The options of commands that fetch, as commander returns them. */
export interface FetchOptions {
  readonly allowHost?: string[];
  /** Seconds. */
  readonly timeout?: number;
}

export function addFetchOptions(command: Command): Command {
  return command
    .option("--allow-host <host>", "allow redirects to this host too (repeatable)", appendHost)
    .option("--timeout <seconds>", "time limit of one document (default: 60)", readSeconds);
}

export function readFetchOptions({ allowHost = [], timeout }: FetchOptions): {
  readonly hosts: readonly string[];
  readonly timeoutMs: number | undefined;
} {
  return { hosts: allowHost, timeoutMs: timeout === undefined ? undefined : timeout * 1_000 };
}

function appendHost(host: string, hosts: string[] = []): string[] {
  return [...hosts, host];
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 3_600) return seconds;
  throw new InvalidArgumentError("Expected a number of seconds, at most 3600.");
}
