import { ConfigurationError } from "../errors/configuration-error.js";
import type { JsonCodec } from "../json/exact-json.js";
import type { Clock } from "../time/clock.js";
import { systemClock } from "../time/clock.js";
import { decimal } from "../time/duration.js";
import type { Api } from "./api.js";
import { checkedBaseUrl } from "./base-url.js";
import type { CredentialProvider } from "./credentials.js";
import { credentialProvider } from "./credentials.js";
import { checkClientOptions, CLIENT_RULES } from "./client-option-rules.js";
import type { FetchOptions } from "./fetch-options.js";
import { mergeHeaders } from "./headers.js";
import { callObserver, type Hooks, hooksOf } from "./hooks.js";
import type { Log } from "./log.js";
import type { HttpOptions, Fetch, SchedulerOptions } from "./options.js";
import type { Platform } from "./platform.js";
import type { Server, ServerOptions } from "./servers.js";
import { firstServer } from "./servers.js";
import { sharedScheduler } from "./shared-scheduler.js";

/** The numeric options of a client, with their defaults. */
const DEFAULT_NUMBERS = {
  timeoutMs: 60_000,
  deadlineMs: Infinity,
  maxRetries: 2,
  maxRetryDelayMs: 60_000,
  maxResponseBytes: Infinity,
};

/** The options of a client, normalized once: environment read, defaults filled in, values checked. */
export interface Settings extends Readonly<typeof DEFAULT_NUMBERS> {
  readonly api: Api;
  /** The base URL, without query, user-info and trailing slash. */
  readonly base: string;
  /** The base URL of an operation with its own servers. */
  readonly baseOf: (servers: readonly Server[]) => string;
  /** The servers that a request may go to besides the base URL. */
  readonly servers: readonly Server[];
  readonly credentials: CredentialProvider;
  /** `maxRetries`, if the user sets it: an operation may declare another default. */
  readonly givenRetries: number | undefined;
  /** By lower-case name; `null` removes a default header. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly fetchOptions: FetchOptions | undefined;
  readonly fetch: Fetch;
  readonly hooks: Hooks;
  readonly log: Log | undefined;
  readonly clock: Clock;
  readonly json: JsonCodec;
  readonly scheduler: SchedulerOptions;
  readonly browser: boolean;
}

/** Throws ConfigurationError for a missing or invalid value; the message names the option or the variable. */
export function settingsOf(api: Api, options: HttpOptions & ServerOptions, platform: Platform): Settings {
  checkClientOptions(options);
  const { environment = {}, choose = firstServer, servers } = api;
  const { apiKey, baseUrl: urlVariable, maxRetries: retriesVariable, timeoutMs: timeVariable } = environment;
  const { clock = systemClock, json = JSON, fetchOptions, log } = options;
  const { browser, page } = platform;
  const headers = mergeHeaders(browser ? {} : { "user-agent": api.userAgent }, options.headers);
  const variable = (name = "") => platform.variable(name);
  const number = (name: keyof typeof DEFAULT_NUMBERS, from?: string, unit = 1): number => {
    const text = options[name] === undefined ? variable(from) : undefined;
    if (text === undefined) return options[name] ?? { ...DEFAULT_NUMBERS, ...api.defaults }[name];
    const value = decimal(text) * unit;
    const problem = CLIENT_RULES[name](value);
    if (problem !== true) throw new ConfigurationError(`The environment variable ${from ?? ""} ${problem}`);
    return value;
  };
  const baseUrl = options.baseUrl ?? variable(urlVariable);
  const baseOf = (candidates: readonly Server[], from?: string) =>
    checkedBaseUrl(baseUrl ?? choose(candidates, options, servers), from, page);
  const maxRetries = number("maxRetries", retriesVariable);
  const base = baseOf(servers, options.baseUrl === undefined ? urlVariable : undefined);
  return {
    api,
    base,
    baseOf,
    servers: baseUrl === undefined ? servers : [],
    credentials: credentialProvider(api, options, headers, variable(apiKey), browser),
    headers,
    timeoutMs: number("timeoutMs", timeVariable?.name, timeVariable?.unit === "s" ? 1_000 : 1),
    deadlineMs: number("deadlineMs"),
    maxRetries,
    givenRetries: (options.maxRetries ?? variable(retriesVariable)) === undefined ? undefined : maxRetries,
    maxRetryDelayMs: number("maxRetryDelayMs"),
    maxResponseBytes: number("maxResponseBytes"),
    fetchOptions,
    // The global is looked up at each call, so a fetch that is installed later works.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    hooks: hooksOf(options),
    log: log && ((entry) => callObserver(log, entry)),
    clock,
    json,
    browser,
    scheduler: sharedScheduler(options),
  };
}
