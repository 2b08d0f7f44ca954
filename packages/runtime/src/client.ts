import type { RawClient, RawOptions } from "./http/raw-client.js";
import { createRaw } from "./http/raw-client.js";
import type { PreparedRequest } from "./http/prepared-request.js";
import { reopenOf } from "./http/reopen.js";
import { sendWithRetries } from "./http/send-with-retries.js";
import type { PageRequester } from "./pagination/listing.js";
import { buildRequest } from "./request/build-request.js";
import type { ClientParameters } from "./request/client-parameters.js";
import { clientParametersOf } from "./request/client-parameters.js";
import type { JobHooks, JobRequester } from "./jobs/job-hooks.js";
import type { Operation } from "./request/operation.js";
import { isRepeatable } from "./request/repeatable.js";
import type { Params, RequesterOptions } from "./request/requester.js";
import type { Call } from "./response/call.js";
import { callOf } from "./response/call.js";
import { readResponse } from "./response/read-response.js";
import type { Reply } from "./response/reply.js";
import type { ResponseContext } from "./response/response-context.js";
import { keepSecrets } from "./response/secrets.js";
import type { Api } from "./settings/api.js";
import type { CallOptions } from "./settings/call-options.js";
import { asksForStream, CALL_RULES } from "./settings/call-options.js";
import { identityOf } from "./settings/credentials.js";
import type { Hooks } from "./settings/hooks.js";
import { checkOptions } from "./settings/option-rules.js";
import { mergeFetchOptions } from "./settings/fetch-options.js";
import type { HttpOptions, SchedulerOptions } from "./settings/options.js";
import { platform as current } from "./settings/platform.js";
import type { ServerOptions } from "./settings/servers.js";
import type { Settings } from "./settings/settings.js";
import { settingsOf } from "./settings/settings.js";
import type { Clock } from "./time/clock.js";
import type { Timers } from "./time/timers.js";

/** Options of every client. Each provider adds its own parameters. */
export interface ClientOptions extends HttpOptions, JobHooks {}

/**
 * The core of a provider's client: its classes share one set of options, one set of timers and one way to send
 * requests.
 */
export class Client implements JobRequester, PageRequester {
  readonly #settings: Settings;
  readonly #parameters: ClientParameters;
  readonly #jobHooks: JobHooks;
  #raw: RawClient<{}> | undefined;

  /**
   * `parameters` are sent with every operation that declares them, by wire name. Throws ConfigurationError for a
   * missing key, an invalid base URL or a value out of range; the message names the option and the environment
   * variable.
   */
  constructor(api: Api, options: ClientOptions & ServerOptions, parameters: Params = {}, platform = current) {
    this.#settings = settingsOf(api, options, platform);
    this.#parameters = clientParametersOf(api, parameters, platform);
    this.#jobHooks = { onJob: options.onJob, onWait: options.onWait };
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

  get hooks(): Hooks {
    return this.#settings.hooks;
  }

  get jobHooks(): JobHooks {
    return this.#jobHooks;
  }

  get maxRetryDelayMs(): number {
    return this.#settings.maxRetryDelayMs;
  }

  get scheduler(): SchedulerOptions {
    return this.#settings.scheduler;
  }

  urlOf(operation: Operation, path: readonly unknown[], params: Params): string {
    return buildRequest(this.#settings, this.#parameters, operation, path, params, undefined).url;
  }

  identity(operations: readonly Operation[]): Promise<string> | undefined {
    const found = operations.map(({ security }) => this.#settings.credentials(security, this.#settings.headers));
    if (!found.some((credentials) => credentials instanceof Promise)) return undefined;
    return Promise.all(found.map(async (credentials) => identityOf(await credentials))).then((each) => each.join("\n"));
  }

  /** Sends one operation. Generated methods return its result. */
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
    options: RequesterOptions | undefined,
  ): Promise<R> {
    checkOptions(options, CALL_RULES);
    const settings = this.#settings;
    const request = buildRequest(settings, this.#parameters, operation, path, params ?? {}, options);
    const { method, id, accept, empty, security, streams, decode } = operation;
    const asStream = asksForStream(options);
    const mayStream = streams !== undefined || asStream;
    const { purpose, fetchOptions } = options ?? {};
    const prepared: PreparedRequest = {
      request,
      operation: id,
      path: operation.path,
      security,
      repeatable: request.hasKey || (operation.idempotent ?? isRepeatable(method)),
      retry: operation.retry,
      mayStream,
      isPoll: purpose === "poll",
      fetchOptions: mergeFetchOptions(settings.fetchOptions, fetchOptions),
    };
    const { json, clock } = settings;
    return sendWithRetries(settings, prepared, options, (response, { attempts }, secrets) => {
      const { status, headers } = response;
      if (purpose !== undefined) keepSecrets(response, secrets);
      const isEmpty = empty?.[status] ?? empty?.["2XX"] ?? false;
      const context: ResponseContext = {
        info: { operation: id, method, path: operation.path, attempts, status, headers },
        accept: isEmpty ? undefined : accept,
        secrets,
        now: clock.date(),
        json,
        streams,
        asStream,
        signal: mayStream ? options?.signal : undefined,
        reopen: mayStream ? reopenOf(settings, prepared, options) : undefined,
      };
      return readResponse<R>(response, context, decode);
    });
  }

  /**
   * The openapi-fetch client of this client: without options always the same one. Credentials, retries, time limits and
   * hooks apply.
   */
  raw<Paths extends {}>(options?: RawOptions): RawClient<Paths>;
  raw(options?: RawOptions): RawClient<{}> {
    if (options !== undefined) return createRaw<{}>(this.#settings, options);
    this.#raw ??= createRaw<{}>(this.#settings, {});
    return this.#raw;
  }
}

/**
 * The raw client of a provider, typed by its paths. It does not throw on error statuses. `options` are those of
 * openapi-fetch for all its calls.
 */
export function raw<Paths extends {}>(client: Client, options?: RawOptions): RawClient<Paths> {
  return client.raw<Paths>(options);
}
