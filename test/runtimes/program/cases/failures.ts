import {
  ApiError,
  AuthenticationError,
  NetworkError,
  NotFoundError,
  type Operation,
  PermissionDeniedError,
  RequestError,
  ResponseParseError,
  ServerError,
  SpecloomError,
  UnprocessableEntityError,
} from "@specloom/runtime";
import { check, equal, instance } from "../assert.js";
import type { Case } from "../case.js";

const thing: Operation = { id: "get_thing", method: "GET", path: "/thing" };

const TYPES = [
  { type: AuthenticationError, status: 401 },
  { type: PermissionDeniedError, status: 403 },
  { type: NotFoundError, status: 404 },
  { type: UnprocessableEntityError, status: 422 },
  { type: ServerError, status: 500 },
];

export const failures: readonly Case[] = [
  {
    name: "an error status throws its own type",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe({ maxRetries: 0 });
      for (const { type, status } of TYPES) {
        const body = { error: { message: `number ${status}` } };
        await server.fault({ kind: "failing", status, body });
        const error = instance(await caught(client.agents.jobs.getStatus(server.agentId)), type);
        check(error instanceof ApiError && error instanceof RequestError && error instanceof SpecloomError, "bases");
        equal([error.name, error.status, error.detail, error.body], [type.name, status, `number ${status}`, body]);
        equal([error.method, error.path, error.attempts], ["GET", "/v1/agents/jobs/{job_id}/status/", 1]);
        equal(TYPES.filter(({ type: other }) => error instanceof other).length, 1);
      }
    },
  },
  {
    name: "broken JSON and a wrong content type throw with the first bytes",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1 }] });
      await server.fault({ kind: "truncated" }, { kind: "wrong-type" });
      const broken = instance(await caught(client.agents.jobs.getStatus(id)), ResponseParseError);
      equal([broken.fault, broken.status, broken.excerpt.startsWith('{"status":1')], ["syntax", 200, true]);
      const wrong = instance(await caught(client.agents.jobs.getStatus(id)), ResponseParseError);
      equal([wrong.fault, wrong.excerpt.slice(0, 15)], ["media-type", "<!doctype html>"]);
    },
  },
  {
    name: "an error that a server puts the key into does not show it",
    async run({ roe, caught, options }) {
      const { roe: client, server } = await roe();
      await server.fault({ kind: "failing", status: 400, body: { detail: `${String(options.apiKey)} is not valid` } });
      const error = instance(await caught(client.agents.jobs.getStatus(server.agentId)), ApiError);
      equal(error.detail, "[redacted] is not valid");
    },
  },
  {
    name: "a key in the query is in no error, whatever the platform says of the URL",
    async run({ echo, caught, options }) {
      const { client, server } = await echo({ in: "query", name: "key" }, { maxRetries: 0 });
      await client.call(thing, []);
      check((await server.requests())[0]?.url.endsWith(`?key=${String(options.apiKey)}`) === true, "no key was sent");
      await server.close();
      instance(await caught(client.call(thing, [])), NetworkError);
    },
  },
  {
    name: "a server that is not there throws a network error, with its attempts",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe({ maxRetries: 1 });
      await server.close();
      const error = instance(await caught(client.agents.jobs.getStatus(server.agentId)), NetworkError);
      equal([error.attempts, error.message.startsWith("GET /v1/agents/jobs/{job_id}/status/: ")], [2, true]);
    },
  },
];
