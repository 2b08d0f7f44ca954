import { createHttpPoller } from "@azure/core-lro";
import { createWaiter } from "@smithy/util-waiter";
import { type JobSpec, type Requester, job, systemClock } from "@specloom/runtime";
import pRetry from "p-retry";
import pWaitFor from "p-wait-for";
import type { StatusStub } from "./status-stub.js";

/** Waits until the job has succeeded. Whether it rejects or resolves when the signal aborts is the library's affair. */
export type Wait = (id: string) => Promise<unknown>;

/** What all contenders are given: one server, one signal, one pause between polls. */
export interface Terms {
  readonly server: StatusStub;
  readonly signal: AbortSignal;
  readonly intervalMs: number;
}

/** Nobody gives up in the time that a benchmark takes. */
const PATIENCE_S = 3_600;

const spec: JobSpec = {
  name: "jobs",
  status: { id: "get_status", method: "GET", path: "/jobs/{id}", parameters: [{ name: "id", in: "path" }] },
  id: "id",
  state: "/state",
  states: { pending: ["running"], succeeded: ["succeeded"] },
};

export const contenders: Readonly<Record<string, (terms: Terms) => Wait>> = {
  specloom({ server, signal, intervalMs }) {
    const client = clientOf(server);
    const options = { signal, minDelayMs: intervalMs, maxDelayMs: intervalMs };
    return (id) => job(client, spec, id).wait(options);
  },

  "p-wait-for"({ server, signal, intervalMs: interval }) {
    return (id) => pWaitFor(async () => (await server.status(id)) === "succeeded", { interval, signal });
  },

  "p-retry"({ server, signal, intervalMs }) {
    const pace = { factor: 1, minTimeout: intervalMs, maxTimeout: intervalMs };
    const attempt = async (id: string): Promise<void> => {
      if ((await server.status(id)) !== "succeeded") throw new Error("still running");
    };
    return (id) => pRetry(() => attempt(id), { retries: Infinity, ...pace, signal });
  },

  "@smithy/util-waiter"({ server, signal, intervalMs }) {
    const pace = { minDelay: intervalMs / 1_000, maxDelay: intervalMs / 1_000, maxWaitTime: PATIENCE_S };
    const check = async (_: unknown, id: string): Promise<{ readonly state: string }> => ({
      state: (await server.status(id)) === "succeeded" ? "SUCCESS" : "RETRY",
    });
    return (id) => createWaiter({ client: server, ...pace, abortSignal: signal }, id, check);
  },

  "@azure/core-lro"({ server, signal, intervalMs: intervalInMs }) {
    const request = { method: "GET", url: "https://api.example.com/jobs" };
    const location = { "operation-location": request.url };
    const started = { flatResponse: {}, rawResponse: { statusCode: 202, request, headers: location, body: {} } };
    const poll = async (id: string) => {
      const body = { status: await server.status(id) };
      return { flatResponse: body, rawResponse: { statusCode: 200, request, headers: {}, body } };
    };
    return (id) => {
      const operation = { sendInitialRequest: async () => started, sendPollRequest: () => poll(id) };
      return createHttpPoller(operation, { intervalInMs }).pollUntilDone({ abortSignal: signal });
    };
  },
};

/** A client that asks the stub. */
function clientOf(server: StatusStub): Requester {
  const response = new Response();
  return {
    name: "bench",
    baseUrl: new URL("https://api.example.com"),
    clock: systemClock,
    async request(_, [id]) {
      const state = await server.status(String(id));
      return { data: JSON.parse(`{"state":"${state}"}`), status: response.status, response };
    },
  };
}
