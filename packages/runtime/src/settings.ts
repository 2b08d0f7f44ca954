import type { Api } from "./api.js";
import { systemClock } from "./clock.js";
import type { Clock } from "./clock.js";
import { Credentials } from "./credentials.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import type { JsonCodec } from "./exact-json.js";
import type { Hooks } from "./hooks.js";
import type { Log } from "./log.js";
import { logTo } from "./log.js";
import type { ClientOptions, Fetch } from "./options.js";
import { mergeHeaders } from "./options.js";
import { isHeaderText } from "./parameters.js";
import type { Platform } from "./platform.js";
import type { SchedulerOptions } from "./requester.js";
import type { Server, ServerOptions } from "./servers.js";
import { checkServer, serverUrl } from "./servers.js";
import { Timers } from "./timers.js";

/** A client's options, normalised once: environment read, defaults filled, values checked. */
export interface Settings {
  readonly api: Api;
  /** Without query and user-info. */
  readonly baseUrl: URL;
  /** The same as text, without a trailing slash: what a path is appended to. */
  readonly base: string;
  /** Where an operation with servers of its own is, as `base`. */
  readonly baseOf: (servers: readonly Server[]) => string;
  readonly credentials: Credentials;
  /** By lower-case name; `null` removes a header of the client's own. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
  readonly fetch: Fetch;
  readonly hooks: Hooks;
  readonly log: Log | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly json: JsonCodec;
  readonly scheduler: SchedulerOptions;
  readonly browser: boolean;
}

const TIMEOUT_MS = 60_000;
const RETRIES = 2;
const MAX_RETRY_DELAY_MS = 60_000;

/** Throws ConfigurationError, naming the option or the variable, for what is missing or cannot be used. */
export function settingsOf(api: Api, options: ClientOptions & ServerOptions, platform: Platform): Settings {
  const { environment = {}, defaults = {} } = api;
  const clock = options.clock ?? systemClock;
  const headers = headersOf(api, options, platform);
  const given = options.baseUrl ?? variable(platform, environment.baseUrl);
  checkServer(api.servers, options);
  const baseUrl = baseUrlOf(
    given ?? serverUrl(api.servers, options),
    options.baseUrl === undefined ? environment.baseUrl : undefined,
  );
  const base = textOf(baseUrl);
  const timeout = typeof environment.timeoutMs === "string" ? { name: environment.timeoutMs } : environment.timeoutMs;
  const unit = timeout !== undefined && "unit" in timeout && timeout.unit === "s" ? 1_000 : 1;
  const timeoutMs = count("timeoutMs", options.timeoutMs) ?? scaled(fromVariable(platform, timeout?.name), unit);
  const maxRetries = count("maxRetries", options.maxRetries) ?? fromVariable(platform, environment.maxRetries);
  return {
    api,
    baseUrl,
    base,
    baseOf: (servers) => (given === undefined ? textOf(baseUrlOf(serverUrl(servers, options), undefined)) : base),
    credentials: new Credentials(
      api,
      options,
      (name) => typeof headers[name] === "string",
      variable(platform, environment.apiKey),
    ),
    headers,
    timeoutMs: timeoutMs ?? defaults.timeoutMs ?? TIMEOUT_MS,
    deadlineMs: count("deadlineMs", options.deadlineMs) ?? Infinity,
    maxRetries: maxRetries ?? defaults.maxRetries ?? RETRIES,
    maxRetryDelayMs: count("maxRetryDelayMs", options.maxRetryDelayMs) ?? MAX_RETRY_DELAY_MS,
    // Looked up at each call, so that a fetch installed later is honoured.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    hooks: options,
    log: logTo(options.logger ?? console, options.logLevel ?? (options.logger === undefined ? "off" : "warn")),
    clock,
    timers: new Timers(clock),
    json: options.json ?? JSON,
    scheduler: {
      maxInFlight: positive("scheduler.maxInFlight", options.scheduler?.maxInFlight),
      requestsPerSecond: positive("scheduler.requestsPerSecond", options.scheduler?.requestsPerSecond),
    },
    browser: platform.browser,
  };
}

function headersOf(api: Api, options: ClientOptions, platform: Platform): Readonly<Record<string, string | null>> {
  const agent = platform.browser ? {} : { "user-agent": api.userAgent };
  return checkHeaders(mergeHeaders(agent, options.headers));
}

/** The platform would refuse such a value too, with a message that shows it. */
export function checkHeaders<H extends Readonly<Record<string, string | null>>>(headers: H): H {
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === "string" && !isHeaderText(value)) {
      throw new ConfigurationError(`The header ${name} has a value that cannot be sent`);
    }
  }
  return headers;
}

function baseUrlOf(value: string | URL | undefined, variableName: string | undefined): URL {
  const name = variableName === undefined ? "baseUrl" : `baseUrl (or ${variableName})`;
  const refuse = (problem: string) => new ConfigurationError(`${name} ${problem}`);
  if (value === undefined || value === "") throw refuse("is missing");
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw refuse("is not an absolute URL");
  }
  if (!/^https?:$/.test(url.protocol)) throw refuse("takes http or https");
  if (url.username + url.password !== "") throw refuse("cannot hold credentials");
  if (/[?#]/.test(url.href)) throw refuse("cannot hold a query string or a fragment");
  url.pathname = url.pathname.replace(/\/+$/, "");
  return url;
}

function textOf(url: URL): string {
  return url.href.replace(/\/$/, "");
}

function count(name: string, value: number | undefined): number | undefined {
  if (value === undefined || value >= 0) return value;
  throw new ConfigurationError(`${name} is a number of at least 0`);
}

function positive(name: string, value: number | undefined): number | undefined {
  if (value === undefined || value > 0) return value;
  throw new ConfigurationError(`${name} is a number above 0`);
}

function variable(platform: Platform, name: string | undefined): string | undefined {
  return name === undefined ? undefined : platform.variable(name);
}

function fromVariable(platform: Platform, name: string | undefined): number | undefined {
  const text = variable(platform, name);
  if (text === undefined || /^\d+(\.\d+)?$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new ConfigurationError(`The environment variable ${name ?? ""} is a number of at least 0`);
}

function scaled(value: number | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : value * unit;
}
