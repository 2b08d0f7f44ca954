import type { ActiveCall } from "./request/active-call.js";
import { sendWithRetries } from "./http/send-with-retries.js";
import type { PageRequester } from "./pagination/listing.js";
import { buildRequest } from "./request/build-request.js";
import type { ClientParameters } from "./request/client-parameters.js";
import { clientParametersOf } from "./request/client-parameters.js";
import type { JobHooks, JobRequester } from "./jobs/job-hooks.js";
import type { Operation } from "./request/operation.js";
import type { Params, RequesterOptions } from "./request/requester.js";
import type { Call } from "./response/call.js";
import { callOf } from "./response/call.js";
import { readResponse } from "./response/read-response.js";
import type { Reply } from "./request/reply.js";
import type { Api } from "./settings/api.js";
import type { CallOptions } from "./settings/call-options.js";
import { CALL_RULES } from "./settings/call-options.js";
import { identityOf } from "./settings/credentials.js";
import type { Hooks } from "./settings/hooks.js";
import { checkOptions, checkValue, object } from "./settings/option-rules.js";
import { mergeFetchOptions } from "./settings/fetch-options.js";
import type { HttpOptions, SchedulerOptions } from "./settings/options.js";
import { platform as current } from "./settings/platform.js";
import type { ServerOptions } from "./settings/servers.js";
import type { Settings } from "./settings/settings.js";
import { settingsOf } from "./settings/settings.js";
import type { Clock } from "./time/clock.js";

/** Options of every client. Each provider adds its own parameters. */
export interface ClientOptions extends HttpOptions, JobHooks {}

/**
 * The core of a provider's client: its classes share one set of options and one way to send requests.
 */
export class Client implements JobRequester, PageRequester {
  readonly #settings: Settings;
  readonly #parameters: ClientParameters;
  readonly #jobHooks: JobHooks;

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

  /** What its options say, for functions that send requests of their own. */
  get settings(): Settings {
    return this.#settings;
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
    return buildRequest(this.#settings, this.#parameters, operation, path, params, {}).url;
  }

  identity(operations: readonly Operation[]): Promise<string> | undefined {
    const { credentials, headers } = this.#settings;
    const found = operations.map(({ security }) => credentials(security, headers));
    if (!found.some((each) => each instanceof Promise)) return undefined;
    return Promise.all(found.map(async (each) => identityOf(await each))).then((each) => each.join("\n"));
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
    params: Params = {},
    options: RequesterOptions = {},
  ): Promise<R> {
    checkOptions(options, CALL_RULES);
    checkValue("params", params, object);
    const settings = this.#settings;
    const request = buildRequest(settings, this.#parameters, operation, path, params, options);
    const call: ActiveCall = {
      settings,
      operation,
      options,
      request,
      repeatable: request.repeatable,
      mayStream: operation.streams !== undefined || options.as === "stream",
      fetchOptions: mergeFetchOptions(settings.fetchOptions, options.fetchOptions),
      attempts: 0,
      credentials: undefined,
    };
    return sendWithRetries(call, (response) => readResponse<R>(response, call));
  }
}
