import { ConfigurationError } from "../errors/configuration-error.js";
import type { JsonCodec } from "../json/exact-json.js";
import type { Clock } from "../time/clock.js";
import { systemClock } from "../time/clock.js";
import { decimal } from "../time/duration.js";
import type { Timers } from "../time/timers.js";
import type { Api } from "./api.js";
import { checkedBaseUrl } from "./base-url.js";
import type { CredentialProvider } from "./credentials.js";
import { credentialProvider } from "./credentials.js";
import { checkClientOptions } from "./client-option-rules.js";
import type { FetchOptions } from "./fetch-options.js";
import { mergeHeaders } from "./headers.js";
import { type Hooks, hooksOf } from "./hooks.js";
import type { Log } from "./log.js";
import { createLog } from "./log.js";
import { count, duration } from "./option-rules.js";
import type { HttpOptions, Fetch, SchedulerOptions } from "./options.js";
import type { Platform } from "./platform.js";
import type { Server, ServerOptions } from "./servers.js";
import { firstServer } from "./servers.js";
import { sharedParts } from "./shared-parts.js";

/** The numeric options of a client, with their defaults. */
const DEFAULT_NUMBERS = { timeoutMs: 60_000, deadlineMs: Infinity, maxRetries: 2, maxRetryDelayMs: 60_000 };

/** The options of a client, normalized once: environment read, defaults filled in, values checked. */
export interface Settings extends Readonly<typeof DEFAULT_NUMBERS> {
  readonly api: Api;
  /** The base URL, without query, user-info and trailing slash. */
  readonly base: string;
  /** The base URL of an operation with its own servers. */
  readonly baseOf: (servers: readonly Server[]) => string;
  /** The origins that credentials of a raw request may reach: that of the base URL, and of the document's servers. */
  readonly origins: ReadonlySet<string>;
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
  readonly timers: Timers;
  readonly json: JsonCodec;
  readonly scheduler: SchedulerOptions;
  readonly browser: boolean;
}

/** Throws ConfigurationError for a missing or invalid value; the message names the option or the variable. */
export function settingsOf(api: Api, options: HttpOptions & ServerOptions, platform: Platform): Settings {
  checkClientOptions(options);
  const { environment = {}, choose = firstServer, servers } = api;
  const { clock = systemClock, json = JSON, logger } = options;
  const { timers, scheduler } = sharedParts(options, clock);
  const { browser, page } = platform;
  const headers = mergeHeaders(browser ? {} : { "user-agent": api.userAgent }, options.headers);
  const variable = (name: string | undefined) => (name === undefined ? undefined : platform.variable(name));
  const number = (name: keyof typeof DEFAULT_NUMBERS, from?: string, unit = 1): number => {
    const text = options[name] === undefined ? variable(from) : undefined;
    if (text === undefined) return options[name] ?? { ...DEFAULT_NUMBERS, ...api.defaults }[name];
    const value = decimal(text) * unit;
    const problem = name === "maxRetries" ? count(value) : duration(value);
    if (problem === undefined) return value;
    throw new ConfigurationError(`The environment variable ${from ?? ""} ${problem}`);
  };
  const baseUrl = options.baseUrl ?? variable(environment.baseUrl);
  const baseOf = (candidates: readonly Server[], from?: string) =>
    checkedBaseUrl(baseUrl ?? choose(candidates, options, servers), from, page);
  const givenRetries = options.maxRetries ?? variable(environment.maxRetries);
  const maxRetries = number("maxRetries", environment.maxRetries);
  const { name: time, unit } = environment.timeoutMs ?? {};
  const base = baseOf(servers, options.baseUrl === undefined ? environment.baseUrl : undefined);
  const own = baseUrl === undefined ? servers.filter((server) => typeof server === "string") : [];
  return {
    api,
    base,
    baseOf,
    origins: new Set([base, ...own].flatMap((url) => (URL.canParse(url) ? new URL(url).origin : []))),
    credentials: credentialProvider(api, options, headers, variable(environment.apiKey), browser),
    headers,
    timeoutMs: number("timeoutMs", time, unit === "s" ? 1_000 : 1),
    deadlineMs: number("deadlineMs"),
    maxRetries,
    givenRetries: givenRetries === undefined ? undefined : maxRetries,
    maxRetryDelayMs: number("maxRetryDelayMs"),
    // The global is looked up at each call, so a fetch that is installed later works.
    fetchOptions: options.fetchOptions,
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    hooks: hooksOf(options),
    log: createLog(logger ?? console, options.logLevel ?? (logger ? "warn" : "off")),
    clock,
    timers,
    json,
    scheduler,
    browser,
  };
}
