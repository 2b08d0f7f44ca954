import { JobTimeoutError } from "@specloom/runtime";
import { check, equal, instance, pause } from "../assert.js";
import type { Case } from "../case.js";
import { FAST } from "../fixture.js";

export const waiting: readonly Case[] = [
  {
    name: "waits for success and fetches the result once",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 0 }, { status: 1 }, { status: 3 }], output: "done" });
      equal((await client.agents.jobs.waitFor(id, FAST)).outputs[0]?.value, "done");
      const paths = (await server.requests()).map(({ url }) => /(status|result)\/\?/.exec(url)?.[1]);
      equal(paths, ["status", "status", "status", "result"]);
    },
  },
  {
    name: "faults while polling are waited out",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 3 }] });
      await server.fault({ kind: "unavailable" }, { kind: "truncated" }, { kind: "too-many", ms: 5 });
      equal((await client.agents.jobs.job(id).settle(FAST)).kind, "succeeded");
      equal((await server.requests()).length, 5);
    },
  },
  {
    name: "a server that says when to be asked again is not asked before",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 3 }] });
      await server.fault({ kind: "too-many", ms: 300 });
      const start = performance.now();
      await client.agents.jobs.job(id).settle(FAST);
      check(performance.now() - start >= 299, `only ${performance.now() - start} ms`);
    },
  },
  {
    name: "a deadline ends the wait with a snapshot, and leaves the job alone",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1, ms: 60_000 }, { status: 3 }] });
      const wait = client.agents.jobs.waitFor(id, { ...FAST, deadlineMs: 200 });
      const { snapshot } = instance(await caught(wait), JobTimeoutError);
      equal([snapshot.id, snapshot.state, snapshot.provider], [id, 1, "roe"]);
      check(
        (await server.requests()).every(({ method }) => method === "GET"),
        "it did more than ask",
      );
    },
  },
  {
    name: "a snapshot is resumed by another client",
    async run({ roe, options }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1 }, { status: 2 }, { status: 3 }] });
      const job = client.agents.jobs.job(id, FAST);
      const step = await job.step();
      check(!step.done, "done too early");
      const text = JSON.stringify(step.snapshot);
      check(!text.includes(String(options.apiKey)) && !text.includes("127.0.0.1"), "the snapshot tells too much");
      const other = client.withOptions({ timeoutMs: 5_000 });
      equal((await other.agents.jobs.job(JSON.parse(text), FAST).settle()).kind, "succeeded");
      equal((await server.requests()).length, 4);
    },
  },
  {
    name: "steps send one request each and never sleep",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1 }, { status: 5 }] });
      const job = client.agents.jobs.job(id, { minDelayMs: 100, maxDelayMs: 100 });
      const first = await job.step();
      // Times are rounded up to whole milliseconds.
      check(!first.done && first.nextDelayMs > 0 && first.nextDelayMs <= 101, "no delay was given");
      equal((await job.step()).done, false);
      equal((await server.requests()).length, 1);
      await pause(first.nextDelayMs + 5);
      const last = await job.step();
      equal(last.done && last.outcome.kind, "cancelled");
    },
  },
  {
    name: "updates tell every change, and the end last",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const script = [
        { status: 0 },
        { status: 1, polls: 2, error_message: "slow" },
        { status: 4, error_message: "no" },
      ];
      const id = await server.startJob({ script });
      const seen: unknown[] = [];
      for await (const { state, message, status } of client.agents.jobs.job(id).updates(FAST)) {
        seen.push([state, message ?? null, status.status]);
      }
      equal(seen, [
        ["pending", null, 0],
        ["pending", "slow", 1],
        ["failed", "no", 4],
      ]);
    },
  },
  {
    name: "to leave the updates stops asking and cancels nothing",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1, ms: 60_000 }, { status: 3 }] });
      for await (const { state } of client.agents.jobs.job(id).updates(FAST)) {
        equal(state, "pending");
        break;
      }
      await pause(60);
      const requests = await server.requests();
      equal(
        requests.map(({ method }) => method),
        ["GET"],
      );
    },
  },
];
