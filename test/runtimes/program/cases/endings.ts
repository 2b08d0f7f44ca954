import {
  ApiError,
  JobCancelledError,
  JobFailedError,
  JobIndeterminateError,
  JobNotFoundError,
  JobOutcomeError,
  ResultUnavailableError,
  SpecloomError,
} from "@specloom/runtime";
import { check, equal, instance } from "../assert.js";
import type { Case } from "../case.js";
import { FAST } from "../fixture.js";

export const endings: readonly Case[] = [
  {
    name: "a failed job throws with its outcome",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1 }, { status: 4, error_message: "no such file" }] });
      const error = instance(await caught(client.agents.jobs.waitFor(id, FAST)), JobFailedError);
      check(error instanceof JobOutcomeError && error instanceof SpecloomError && error instanceof Error, "bases");
      check(error.message.includes("no such file"), error.message);
      equal(
        [error.name, error.outcome.kind, error.outcome.error.message],
        ["JobFailedError", "failed", "no such file"],
      );
    },
  },
  {
    name: "a cancelled job throws; settling it does not",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 5 }] });
      instance(await caught(client.agents.jobs.waitFor(id, FAST)), JobCancelledError);
      equal((await client.agents.jobs.job(id).settle(FAST)).kind, "cancelled");
    },
  },
  {
    name: "a cached job succeeds and says so",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const outcome = await client.agents.jobs.job(await server.startJob({ script: [{ status: 6 }] })).settle(FAST);
      equal(outcome.kind === "succeeded" && [outcome.cached, outcome.result.outputs.length], [true, 1]);
    },
  },
  {
    name: "a job that is not found is asked for until the grace is over",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      const wait = client.agents.jobs.waitFor(server.agentId, { ...FAST, notFoundGraceMs: 40 });
      instance(instance(await caught(wait), JobNotFoundError).cause, ApiError);
      check((await server.requests()).length >= 2, "asked only once");
    },
  },
  {
    name: "a state that nobody declared is not taken for an end",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 77 }] });
      const wait = client.agents.jobs.waitFor(id, { ...FAST, indeterminateGraceMs: 40 });
      equal(instance(await caught(wait), JobIndeterminateError).snapshot.state, 77);
    },
  },
  {
    name: "a result that cannot be fetched is fetched later, by its snapshot",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe({ maxRetries: 0 });
      const id = await server.startJob({ script: [{ status: 3 }] });
      await server.fault({ kind: "unavailable", url: "/result/" });
      const wait = client.agents.jobs.waitFor(id, { ...FAST, faultGraceMs: 0 });
      const error = instance(await caught(wait), ResultUnavailableError);
      equal([error.retryable, error.snapshot.phase], [true, "result"]);
      equal((await client.agents.jobs.job(error.snapshot).wait(FAST)).outputs.length, 1);
      const asked = (await server.requests()).filter(({ url }) => url.includes("/status/"));
      equal(asked.length, 1);
    },
  },
];
