import { ConfigurationError } from "../errors/configuration-error.js";
import { checkOptions, type OptionRules } from "./option-rules.js";
import { callback, count, countAboveZero, duration, headers, object, objectWith, rate, text } from "./option-rules.js";
import type { HttpOptions, SchedulerOptions } from "./options.js";
import type { ServerOptions } from "./servers.js";

/** The hooks of jobs. The types of their arguments are not known here. */
type JobHooks = Readonly<Record<"onJob" | "onWait", unknown>>;

export const CLIENT_RULES: OptionRules<HttpOptions & ServerOptions & JobHooks> = {
  apiKey: (value) =>
    value === null ||
    typeof value === "string" ||
    typeof value === "function" ||
    "must be a string, a function or null",
  auth: (value) => value === null || object(value),
  baseUrl: (value) => typeof value === "string" || "href" in Object(value) || "must be a string or a URL",
  server: text,
  serverVariables: object,
  timeoutMs: duration,
  deadlineMs: duration,
  maxRetries: count,
  maxRetryDelayMs: duration,
  maxResponseBytes: count,
  fetch: callback,
  fetchOptions: object,
  headers,
  log: callback,
  clock: objectWith("now", "date", "schedule", "random"),
  json: objectWith("parse", "stringify"),
  scheduler: object,
  onRequest: callback,
  onResponse: callback,
  onRetry: callback,
  onError: callback,
  onCall: callback,
  onAttempt: callback,
  onJob: callback,
  onWait: callback,
};

export const SCHEDULER_RULES: OptionRules<SchedulerOptions> = { maxInFlight: countAboveZero, requestsPerSecond: rate };

/** Throws `ConfigurationError` for an invalid option of a client. */
export function checkClientOptions(options: HttpOptions & ServerOptions): void {
  const refuse = (name: string, problem: string) => new ConfigurationError(`${name} ${problem}`);
  checkOptions(options, CLIENT_RULES, refuse);
  checkOptions(options.scheduler, SCHEDULER_RULES, (name, problem) => refuse(`scheduler.${name}`, problem));
}
