import type { Api } from "./api.js";
import type { Call, CallOptions, Reply } from "./call.js";
import { asksForStream, callOf } from "./call.js";
import type { ClientParameters } from "./client-parameters.js";
import { clientParametersOf } from "./client-parameters.js";
import type { Clock } from "./clock.js";
import { compose } from "./compose.js";
import type { Exchange } from "./exchange.js";
import { exchange } from "./exchange.js";
import type { RawClient } from "./openapi-fetch.js";
import { createRaw } from "./openapi-fetch.js";
import type { Operation } from "./operation.js";
import type { ClientOptions } from "./options.js";
import { planOf } from "./plan.js";
import { platform as current } from "./platform.js";
import { sendRaw } from "./raw.js";
import type { Params, Requester, SchedulerOptions } from "./requester.js";
import { receive } from "./response.js";
import { isRepeatable } from "./retry.js";
import type { ServerOptions } from "./servers.js";
import type { Settings } from "./settings.js";
import { settingsOf } from "./settings.js";
import type { Timers } from "./timers.js";

/** What the classes of a provider's client share: one set of options, one set of timers, one way to send. */
export class Client implements Requester {
  readonly #settings: Settings;
  readonly #parameters: ClientParameters;
  #raw: RawClient<{}> | undefined;

  /**
   * `parameters` are the client's own, by wire name. Throws ConfigurationError, naming the option and the environment
   * variable, for a missing key, a base URL that cannot be used and a value out of range.
   */
  constructor(api: Api, options: ClientOptions & ServerOptions, parameters: Params = {}, platform = current) {
    this.#settings = settingsOf(api, options, platform);
    this.#parameters = clientParametersOf(api, parameters, platform);
  }

  get name(): string {
    return this.#settings.api.name;
  }

  get baseUrl(): URL {
    return new URL(this.#settings.base);
  }

  get clock(): Clock {
    return this.#settings.clock;
  }

  get timers(): Timers {
    return this.#settings.timers;
  }

  get scheduler(): SchedulerOptions {
    return this.#settings.scheduler;
  }

  /** Sends one operation: what generated methods return. */
  call<T, R extends Reply<T> = Reply<T>>(
    operation: Operation,
    path: readonly unknown[],
    params?: Params,
    options?: CallOptions,
  ): Call<T, R> {
    return callOf(this.request<T, R>(operation, path, params, options));
  }

  async request<T, R extends Reply<T> = Reply<T>>(
    operation: Operation,
    path: readonly unknown[],
    params: Params | undefined,
    options: CallOptions | undefined,
  ): Promise<R> {
    const settings = this.#settings;
    const plan = planOf(operation);
    const composed = compose(settings, this.#parameters, operation, plan, path, params ?? {}, options);
    const { method, id, accept, security, streams, decode } = operation;
    const isUnread = streams !== undefined || asksForStream(options);
    const what: Exchange = {
      request: { method, url: composed.url, headers: composed.headers, body: composed.body },
      operation: id,
      path: operation.path,
      security,
      repeatable: composed.keyed || (operation.idempotent ?? isRepeatable(method)),
      retry: operation.retry,
      streams: isUnread,
    };
    return exchange(settings, what, options, (response, { attempts }, secrets) => {
      const { status, headers } = response;
      const facts = { operation: id, method, path: operation.path, attempts, status, headers };
      const { empty } = operation;
      const isEmpty = empty?.[status] ?? empty?.["2XX"] ?? false;
      const { json, clock } = settings;
      const origin = isUnread ? { settings, what, options } : undefined;
      const signal = isUnread ? options?.signal : undefined;
      const reading = {
        facts,
        accept: isEmpty ? undefined : accept,
        secrets,
        now: clock.date(),
        json,
        streams,
        signal,
        origin,
      };
      return receive<R>(response, reading, decode);
    });
  }

  /** openapi-fetch on this client's transport: credentials, retries, time limits and hooks apply. Always the same one. */
  raw<Paths extends {}>(): RawClient<Paths>;
  raw(): RawClient<{}> {
    const settings = this.#settings;
    this.#raw ??= createRaw<{}>({
      baseUrl: settings.base,
      headers: settings.headers,
      fetch: (request) => sendRaw(settings, request),
    });
    return this.#raw;
  }
}

/** The raw client of a provider: typed by its paths, not throwing on error statuses. */
export function raw<Paths extends {}>(client: Client): RawClient<Paths> {
  return client.raw<Paths>();
}
