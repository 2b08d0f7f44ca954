import type { Api, ClientOptions, Operation, Params } from "@specloom/runtime";
import { Client, platformOf } from "@specloom/runtime";

export const KEY = "sk-canary-0123456789";

/** An API with one bearer scheme, as most have. */
export const sampleApi: Api = {
  name: "sample",
  userAgent: "@specloom/sample/1.2.3",
  servers: ["https://api.example.com/v1"],
  security: { schemes: { bearer: { in: "header", name: "authorization", prefix: "Bearer" } }, default: [["bearer"]] },
  environment: {
    apiKey: "SAMPLE_API_KEY",
    baseUrl: "SAMPLE_BASE_URL",
    timeoutMs: { name: "SAMPLE_TIMEOUT", unit: "s" },
    maxRetries: "SAMPLE_MAX_RETRIES",
  },
};

export const getThing: Operation = {
  id: "get_thing",
  method: "GET",
  path: "/things/{thing_id}",
  parameters: [{ name: "thing_id", in: "path", required: true }],
  accept: ["application/json"],
};

export interface Setting {
  readonly api?: Partial<Api>;
  readonly parameters?: Params;
  /** Environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  readonly browser?: boolean;
  /** The URL of the page, in a browser. */
  readonly page?: string;
}

/** A client of the sample API, on a platform made up for the test. */
export function sampleClient(
  options: ClientOptions,
  { api, parameters, env = {}, browser = false, page }: Setting = {},
): Client {
  const process = { env, versions: browser ? {} : { node: "20.0.0" } };
  const scope = browser ? { process, document: page === undefined ? {} : { baseURI: page } } : { process };
  return new Client({ ...sampleApi, ...api }, { apiKey: KEY, ...options }, parameters, platformOf(scope));
}

/** Options as a program without types can give them. */
export function untyped(options: object): ClientOptions {
  return options;
}
