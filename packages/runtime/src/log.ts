import { observe } from "./hooks.js";

export type LogLevel = "off" | "error" | "warn" | "info" | "debug";

/** What `console` and most loggers offer. Messages never hold a credential, a query value or a body. */
export type Logger = { readonly [Level in Exclude<LogLevel, "off">]: (message: string) => unknown };

/** Writes a message of its level, made only if it is wanted. */
export type Log = (level: keyof Logger, message: () => string) => void;

const LEVELS: readonly LogLevel[] = ["off", "error", "warn", "info", "debug"];

/** The log of a client; undefined where nothing is to be logged. A logger that throws changes nothing. */
export function logTo(logger: Logger, limit: LogLevel): Log | undefined {
  const most = LEVELS.indexOf(limit);
  if (most <= 0) return undefined;
  return (level, message) => {
    if (LEVELS.indexOf(level) <= most) observe(() => logger[level](message()));
  };
}
