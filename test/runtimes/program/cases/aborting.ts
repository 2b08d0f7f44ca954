import type { Roe } from "@specloom/roe";
import type { FaultOrder } from "../../orders.js";
import { check, equal, macrotask, pause, until } from "../assert.js";
import type { Case } from "../case.js";
import { counted } from "../counted.js";

/** Starts what is to be aborted. */
type Begin = (client: Roe, id: string, signal: AbortSignal) => Promise<unknown>;

interface Aborted {
  readonly name: string;
  readonly fault?: FaultOrder;
  readonly begin: Begin;
}

const SLOW = { minDelayMs: 60_000, maxDelayMs: 60_000 };

const call: Begin = (client, id, signal) => client.agents.jobs.getStatus(id, {}, { signal });
const wait: Begin = (client, id, signal) => client.agents.jobs.waitFor(id, { ...SLOW, signal });
const updates: Begin = async (client, id, signal) => {
  const job = client.agents.jobs.job(id);
  const iterator = job.updates({ ...SLOW, signal })[Symbol.asyncIterator]();
  await iterator.next();
  return iterator.next();
};

const ABORTED: readonly Aborted[] = [
  { name: "a request", fault: { kind: "late", ms: 60_000 }, begin: call },
  { name: "a body", fault: { kind: "slow-body", ms: 60_000 }, begin: call },
  { name: "a retry pause", fault: { kind: "too-many", ms: 59_000 }, begin: call },
  { name: "a wait between polls", begin: wait },
  { name: "a wait during a poll", fault: { kind: "late", ms: 60_000 }, begin: wait },
  { name: "updates", begin: updates },
  {
    name: "a walk",
    fault: { kind: "late", ms: 60_000 },
    begin: (client, id, signal) => client.agents.jobs.list(id, {}, { signal }).toArray({ maxItems: 1 }),
  },
];

const aborted: readonly Case[] = ABORTED.map(({ name, fault, begin }) => ({
  name: `an abort ends ${name} at once, with its reason, and leaves nothing`,
  async run({ roe }) {
    const { options, held, controller: create } = counted();
    const { roe: client, server } = await roe(options);
    const id = await server.startJob({ script: [{ status: 1, ms: 60_000 }, { status: 3 }] });
    if (fault) await server.fault(fault);
    const controller = create();
    const reason = { why: "enough" };
    let rejection: unknown;
    begin(client, id, controller.signal).catch((error: unknown) => {
      rejection = error;
    });
    // A browser asks for leave first, and on a busy machine that takes its time.
    await until(async () => (await server.requests()).length > 0);
    await pause(80);
    check(rejection === undefined, `over too early: ${String(rejection)}`);
    check(held.listeners > 0 && held.timers + held.requests > 0, `nothing is held: ${JSON.stringify(held)}`);
    controller.abort(reason);
    await macrotask();
    check(rejection === reason, `not over: ${String(rejection)}`);
    equal({ timers: held.timers, listeners: held.listeners }, { timers: 0, listeners: 0 });
    // The platform's fetch can end some time after the abort.
    await until(async () => held.requests === 0);
    equal((await server.requests()).length, 1);
  },
}));

export const aborting: readonly Case[] = [
  {
    name: "a signal that is aborted already sends nothing",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      const reason = new TypeError("before");
      const signal = AbortSignal.abort(reason);
      for (const begin of [call, wait, updates]) {
        check((await caught(begin(client, server.agentId, signal))) === reason, "another reason");
      }
      equal(await server.requests(), []);
    },
  },
  ...aborted,
  {
    name: "the platform's own timeout signal passes through",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      await server.fault({ kind: "late", ms: 60_000 });
      const signal = AbortSignal.timeout(50);
      const error = await caught(client.agents.jobs.getStatus(server.agentId, {}, { signal }));
      check(error === signal.reason && error instanceof DOMException && error.name === "TimeoutError", String(error));
    },
  },
  {
    name: "an abort of one wait leaves the others",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1, ms: 100 }, { status: 3 }] });
      const controller = new AbortController();
      const fast = { minDelayMs: 10, maxDelayMs: 20 };
      const one = caught(client.agents.jobs.waitFor(id, { ...fast, signal: controller.signal }));
      const other = client.agents.jobs.waitFor(id, fast);
      await pause(30);
      controller.abort("gone");
      equal(await one, "gone");
      equal((await other).outputs.length, 1);
    },
  },
];
