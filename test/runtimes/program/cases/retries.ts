import { DeadlineError, RateLimitError, ServerError, TimeoutError } from "@specloom/runtime";
import { check, equal, instance } from "../assert.js";
import type { Case } from "../case.js";
import type { FaultOrder } from "../../orders.js";

interface Retried {
  readonly name: string;
  readonly faults: readonly FaultOrder[];
  /** Milliseconds that must pass before the answer. */
  readonly atLeast: number;
  /** Milliseconds for one attempt, where that is what is tried: a busy machine may need a moment for any other. */
  readonly timeoutMs?: number;
}

const LIMIT_MS = 1_500;

const RETRIED: readonly Retried[] = [
  { name: "503 twice", faults: [{ kind: "unavailable", times: 2 }], atLeast: 199 },
  { name: "429 with Retry-After", faults: [{ kind: "too-many", ms: 1_000 }], atLeast: 999 },
  { name: "429 with Retry-After-Ms", faults: [{ kind: "too-many", ms: 250 }], atLeast: 249 },
  { name: "a broken connection", faults: [{ kind: "reset" }], atLeast: 0 },
  {
    name: "an attempt that takes too long",
    faults: [{ kind: "late", ms: 60_000 }],
    atLeast: LIMIT_MS - 1,
    timeoutMs: LIMIT_MS,
  },
  {
    name: "a body that takes too long",
    faults: [{ kind: "slow-body", ms: 60_000 }],
    atLeast: LIMIT_MS - 1,
    timeoutMs: LIMIT_MS,
  },
];

const retried: readonly Case[] = RETRIED.map(({ name, faults, atLeast, timeoutMs }) => ({
  name: `sends again after ${name}`,
  async run({ roe }) {
    const { roe: client, server } = await roe(timeoutMs === undefined ? {} : { timeoutMs });
    const id = await server.startJob({ script: [{ status: 1 }] });
    await server.fault(...faults);
    const start = performance.now();
    equal((await client.agents.jobs.getStatus(id)).status, 1);
    check(performance.now() - start >= atLeast, `only ${performance.now() - start} ms`);
    const expected = 1 + faults.reduce((sum, { times = 1 }) => sum + times, 0);
    equal((await server.requests()).length, expected);
  },
}));

export const retries: readonly Case[] = [
  ...retried,
  {
    name: "maxRetries: 0 means none",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe({ maxRetries: 0 });
      await server.fault({ kind: "unavailable" });
      const error = instance(await caught(client.agents.jobs.getStatus(server.agentId)), ServerError);
      equal([error.attempts, error.status, error.detail], [1, 503, "Service unavailable"]);
      equal((await server.requests()).length, 1);
    },
  },
  {
    name: "a pause longer than allowed throws at once, with its length",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      await server.fault({ kind: "too-many", ms: 3_600_000 });
      const error = instance(await caught(client.agents.jobs.getStatus(server.agentId)), RateLimitError);
      equal([error.retryAfterMs, error.attempts], [3_600_000, 1]);
    },
  },
  {
    name: "an attempt that takes too long, and is the last, throws",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe({ timeoutMs: 50, maxRetries: 1 });
      await server.fault({ kind: "late", ms: 60_000, times: 2 });
      equal(instance(await caught(client.agents.jobs.getStatus(server.agentId)), TimeoutError).attempts, 2);
    },
  },
  {
    name: "a deadline bounds all attempts",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      await server.fault({ kind: "late", ms: 60_000 });
      instance(await caught(client.agents.jobs.getStatus(server.agentId, {}, { deadlineMs: 80 })), DeadlineError);
    },
  },
];
