// What the benchmarks call of their peers. The packages are installed on demand, so their own types are not at hand.

declare module "ky" {
  interface Ky {
    get(
      url: string,
      options: { readonly searchParams: Readonly<Record<string, string>> },
    ): { json(): Promise<unknown> };
    create(options: {
      readonly prefixUrl: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly fetch: typeof fetch;
    }): Ky;
  }
  const ky: Ky;
  export default ky;
}

declare module "plain-openapi-fetch" {
  interface Client {
    GET(
      path: string,
      init: {
        readonly params: {
          readonly path: Readonly<Record<string, string>>;
          readonly query: Readonly<Record<string, string>>;
        };
      },
    ): Promise<{ readonly data?: unknown; readonly error?: unknown }>;
  }
  const createClient: (options: {
    readonly baseUrl: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly fetch: typeof fetch;
  }) => Client;
  export default createClient;
}

declare module "openai" {
  export class OpenAI {
    constructor(options: { readonly apiKey: string; readonly baseURL: string; readonly fetch: typeof fetch });
    readonly batches: { retrieve(id: string): Promise<unknown> };
  }
}

declare module "@julep/sdk" {
  export class Julep {
    constructor(options: { readonly apiKey: string; readonly baseURL: string; readonly fetch: typeof fetch });
    readonly jobs: { get(id: string): Promise<unknown> };
  }
}

declare module "p-wait-for" {
  const pWaitFor: (
    condition: () => Promise<boolean>,
    options: { readonly interval: number; readonly signal: AbortSignal },
  ) => Promise<void>;
  export default pWaitFor;
}

declare module "p-retry" {
  const pRetry: <T>(
    attempt: () => Promise<T>,
    options: {
      readonly retries: number;
      readonly factor: number;
      readonly minTimeout: number;
      readonly maxTimeout: number;
      readonly signal: AbortSignal;
    },
  ) => Promise<T>;
  export default pRetry;
}

declare module "@smithy/util-waiter" {
  interface WaiterResult {
    readonly state: string;
  }
  export const createWaiter: <I>(
    /** Times are seconds. */
    options: {
      readonly client: unknown;
      readonly minDelay: number;
      readonly maxDelay: number;
      readonly maxWaitTime: number;
      readonly abortSignal: AbortSignal;
    },
    input: I,
    check: (client: unknown, input: I) => Promise<WaiterResult>,
  ) => Promise<WaiterResult>;
}

declare module "@azure/core-lro" {
  interface OperationResponse {
    readonly flatResponse: unknown;
    readonly rawResponse: {
      readonly statusCode: number;
      readonly request: { readonly method: string; readonly url: string };
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    };
  }
  export const createHttpPoller: (
    operation: {
      readonly sendInitialRequest: () => Promise<OperationResponse>;
      readonly sendPollRequest: (path: string) => Promise<OperationResponse>;
    },
    options: { readonly intervalInMs: number },
  ) => { pollUntilDone(options: { readonly abortSignal: AbortSignal }): Promise<unknown> };
}

declare module "pg-boss" {
  export default class PgBoss {
    constructor(options: {
      readonly connectionString: string;
      readonly max: number;
      readonly maintenanceIntervalSeconds: number;
    });
    on(event: "error", listener: () => void): void;
    start(): Promise<unknown>;
    createQueue(name: string): Promise<void>;
    send(queue: string, data: object, options?: object): Promise<unknown>;
    work(
      queue: string,
      options: { readonly batchSize: number; readonly pollingIntervalSeconds: number },
      handler: (jobs: readonly { readonly data: { readonly key: string; readonly id?: string } }[]) => Promise<void>,
    ): Promise<unknown>;
  }
}
