import type { Call, CallOptions, ClientOptions, Job, Snapshot } from "@specloom/runtime";
import type { FastClock } from "../support/fast-clock.js";
import { ROE_ORGANIZATION_ID } from "../support/stand-ins/roe.js";
import type { StandIn, StandInOptions } from "../support/stand-ins/stand-in.js";
import { openCrosmos, openJulep, openRoe } from "./clients.js";

/** States that all providers have. */
export type State = "pending" | "succeeded" | "failed" | "cancelled";

/** A client and its stand-in, with the same interface for every provider. */
export interface Opened {
  readonly server: Pick<StandIn<never>, "url" | "key" | "requests" | "faults">;
  readonly clock: FastClock;
  /** Starts a job that reports each state once and then repeats the last; `told` is its error text. */
  readonly start: (states: readonly State[], told?: string) => string;
  readonly getStatus: (id: string, options?: CallOptions) => Call<unknown>;
  readonly job: (idOrSnapshot: string | Snapshot) => Job<unknown, unknown>;
}

export interface Provider {
  readonly name: string;
  readonly open: (options?: ClientOptions, setting?: StandInOptions) => Promise<Opened>;
  /** The status request for an encoded id. */
  readonly statusLine: (id: string) => string;
  /** The status that means "no such job". */
  readonly notFound: number;
  readonly maxRetries: number;
}

const ROE = { pending: 1, succeeded: 3, failed: 4, cancelled: 5 };
const JULEP = { pending: "in_progress", succeeded: "succeeded", failed: "failed", cancelled: "aborted" };
const CROSMOS = { pending: "processing", succeeded: "completed", failed: "failed", cancelled: "cancelled" };

/** For tests of all three. */
export const providers: readonly Provider[] = [
  {
    name: "Roe",
    async open(options, setting) {
      const { client, server, clock } = await openRoe(options, setting);
      return {
        server,
        clock,
        start: (states, told) =>
          server.startJob({
            script: states.map((state) => ({ status: ROE[state], ...(told !== undefined && { error_message: told }) })),
          }),
        getStatus: (id, given) => client.agents.jobs.getStatus(id, {}, given),
        job: (id) => client.agents.jobs.job(id),
      };
    },
    statusLine: (id) => `GET /v1/agents/jobs/${id}/status/?organization_id=${ROE_ORGANIZATION_ID}`,
    notFound: 404,
    maxRetries: 3,
  },
  {
    name: "Julep",
    async open(options, setting) {
      const { client, server, clock } = await openJulep(options, setting);
      return {
        server,
        clock,
        start: (states, told) =>
          server.startJob({
            script: states.map((state) => ({ state: JULEP[state], ...(told !== undefined && { reason: told }) })),
          }),
        getStatus: (id, given) => client.jobs.getStatus(id, {}, given),
        job: (id) => client.jobs.job(id),
      };
    },
    statusLine: (id) => `GET /api/jobs/${id}`,
    notFound: 400,
    maxRetries: 5,
  },
  {
    name: "Crosmos",
    async open(options, setting) {
      const { client, server, clock } = await openCrosmos(options, setting);
      return {
        server,
        clock,
        start: (states, told) =>
          server.startJob({ script: states.map((state) => ({ status: CROSMOS[state], error_message: told ?? null })) }),
        getStatus: (id, given) => client.jobs.getStatus(id, {}, given),
        job: (id) => client.jobs.job(id),
      };
    },
    statusLine: (id) => `GET /api/v1/jobs/${id}`,
    notFound: 404,
    maxRetries: 2,
  },
];
