import { callObserver } from "./hooks.js";

export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/** The part of `console` that the client uses. Messages never contain a credential, a query value or a body. */
export type Logger = { readonly [Level in Exclude<LogLevel, "off">]: (message: string) => unknown };

/** Writes a message of a level. `message` is called only if that level is logged. */
export type Log = (level: keyof Logger, message: () => string) => void;

/** From silent to everything. */
export const LEVELS: readonly LogLevel[] = ["off", "error", "warn", "info", "debug"];

/** The log of a client; undefined if logging is off. An error that the logger throws is ignored. */
export function createLog(logger: Logger, limit: LogLevel): Log | undefined {
  const limitIndex = LEVELS.indexOf(limit);
  if (limitIndex <= 0) return undefined;
  return (level, message) => {
    if (LEVELS.indexOf(level) <= limitIndex) callObserver(() => logger[level](message()));
  };
}

/** Headers whose values are never secret. For other headers the log shows only the name. */
const LOGGED_HEADERS = new Set(
  "accept content-encoding content-length content-type date retry-after retry-after-ms server user-agent"
    .split(" ")
    .concat("x-request-id request-id x-correlation-id".split(" ")),
);

export function loggableHeaders(headers: Iterable<[string, string]>): string {
  return [...headers].map(([name, value]) => (LOGGED_HEADERS.has(name) ? `${name}: ${value}` : name)).join(", ");
}

/** A URL with the names of its query parameters, and `mark` for their values. */
export function loggableUrl(url: string, mark = "…"): string {
  const [path = "", query] = url.split("?", 2);
  if (query === undefined) return path;
  return `${path}?${query.replaceAll(/=[^&]*/g, `=${mark}`)}`;
}
