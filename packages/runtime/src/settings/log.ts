import { describeError } from "../errors/redact.js";
import { callObserver } from "./hooks.js";

export type LogLevel = "error" | "warn" | "info" | "debug";

/** The part of `console` that a log writes to. Messages never contain a credential, a query value or a body. */
export type Logger = { readonly [Level in LogLevel]: (message: string) => unknown };

/** What a client tells its log. */
export type LogEntry =
  | {
      readonly kind: "sent";
      readonly method: string;
      readonly url: string;
      readonly headers: Iterable<[string, string]>;
    }
  | {
      readonly kind: "received";
      readonly method: string;
      readonly path: string;
      readonly status: number;
      /** Without secrets. */
      readonly headers: Iterable<[string, string]>;
      readonly durationMs: number;
    }
  | { readonly kind: "retry"; readonly error: unknown; readonly delayMs: number }
  | {
      readonly kind: "failed";
      readonly method: string;
      readonly path: string;
      readonly error: unknown;
      /** Whether it was a request of a wait, which goes on. */
      readonly isPoll: boolean;
    };

/** The log of a client, such as {@link logTo} makes. */
export type Log = (entry: LogEntry) => void;

/** From the most important to everything. */
const LEVELS: readonly LogLevel[] = ["error", "warn", "info", "debug"];

/**
 * A log that writes messages of a level, and of the more important ones: `log: logTo(console, "debug")`. It is a function
 * of its own, so that only programs that log have its code. An error that the logger throws is ignored.
 *
 * @throws {RangeError} for any other level.
 */
export function logTo(logger: Logger, level: LogLevel = "warn"): Log {
  const limit = LEVELS.indexOf(level);
  if (limit === -1) throw new RangeError(`The level must be one of ${LEVELS.join(", ")}; it is ${level}`);
  return (entry) => {
    for (const [of, message] of messagesOf(entry))
      if (LEVELS.indexOf(of) <= limit) callObserver(() => logger[of](message()));
  };
}

function messagesOf(entry: LogEntry): (readonly [LogLevel, () => string])[] {
  switch (entry.kind) {
    case "sent":
      return [["debug", () => `${entry.method} ${showUrl(entry.url)} sent, ${showHeaders(entry.headers)}`]];
    case "received":
      return [
        ["info", () => `${entry.method} ${entry.path} ${entry.status} in ${Math.round(entry.durationMs)} ms`],
        ["debug", () => `${entry.status} received, ${showHeaders(entry.headers)}`],
      ];
    case "retry":
      return [["warn", () => `${describeError(entry.error)}; retry in ${Math.round(entry.delayMs)} ms`]];
    case "failed":
      return [
        [entry.isPoll ? "warn" : "error", () => `${entry.method} ${entry.path} failed: ${describeError(entry.error)}`],
      ];
  }
}

/** Headers whose values are never secret. For other headers the log shows only the name. */
const SHOWN =
  /^(?:accept|content-(?:encoding|length|type)|date|retry-after(?:-ms)?|server|user-agent|(?:x-)?request-id|x-correlation-id)$/;

function showHeaders(headers: Iterable<[string, string]>): string {
  return [...headers].map(([name, value]) => (SHOWN.test(name) ? `${name}: ${value}` : name)).join(", ");
}

/** A URL with the names of its query parameters, and `mark` for their values. */
export function showUrl(url: string, mark = "…"): string {
  const [path = "", query] = url.split("?", 2);
  if (query === undefined) return path;
  return `${path}?${query.replaceAll(/=[^&]*/g, `=${mark}`)}`;
}
