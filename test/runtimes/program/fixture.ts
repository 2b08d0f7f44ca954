import { type Api, Client, type ClientOptions, logTo, systemClock } from "@specloom/runtime";
import { Roe, type RoeOptions } from "@specloom/roe";
import { caught } from "../../support/caught.js";
import type { ServerName, Starts } from "../orders.js";
import { type LabServer, openServer } from "./lab-client.js";

/** What every case has at hand. */
export interface Fixture {
  /** A server of the case's own. */
  readonly open: <N extends ServerName>(name: N) => Promise<LabServer<Starts[N]>>;
  /** A Roe client on a stand-in of its own. */
  readonly roe: (options?: RoeOptions) => Promise<{ readonly roe: Roe; readonly server: LabServer<Starts["roe"]> }>;
  /** A client of the echo, with a credential that travels as `scheme` says. */
  readonly echo: (
    scheme?: Scheme,
    options?: ClientOptions,
  ) => Promise<{ readonly client: Client; readonly server: LabServer<Starts["echo"]> }>;
  /** What a promise rejects with, kept for the search for keys. */
  readonly caught: (promise: PromiseLike<unknown>) => Promise<unknown>;
  /** Options that every client of a case takes: the key, a log of every level, the shortest pauses. */
  readonly options: ClientOptions;
  /** The errors and log lines of all cases so far. */
  readonly errors: unknown[];
  readonly log: string[];
  /** What was rejected and not handled. */
  readonly unhandled: unknown[];
}

type Scheme = Api["security"]["schemes"][string];

const BEARER: Scheme = { in: "header", name: "authorization", prefix: "Bearer" };

/** Waits as short as a server on this machine deserves. */
export const FAST = { minDelayMs: 10, maxDelayMs: 20 } as const;

export function createFixture(lab: string, key: string): Fixture {
  const errors: unknown[] = [];
  const log: string[] = [];
  const write = (line: string) => log.push(line);
  const options: ClientOptions = {
    apiKey: key,
    clock: { ...systemClock, random: () => 0 },
    log: logTo({ debug: write, info: write, warn: write, error: write }, "debug"),
  };
  return {
    options,
    errors,
    log,
    unhandled: [],
    open: (name) => openServer(lab, name),
    async roe(given) {
      const server = await openServer(lab, "roe");
      const { url: baseUrl, organizationId } = server;
      return { server, roe: new Roe({ ...options, baseUrl, organizationId, ...given }) };
    },
    async echo(scheme = BEARER, given = {}) {
      const server = await openServer(lab, "echo");
      const api: Api = {
        name: "echo",
        userAgent: "echo/1.2.3",
        servers: [server.url],
        security: { schemes: { main: scheme }, default: [["main"]] },
      };
      return { server, client: new Client(api, { ...options, ...given }) };
    },
    async caught(promise) {
      const error = await caught(promise);
      errors.push(error);
      return error;
    },
  };
}
