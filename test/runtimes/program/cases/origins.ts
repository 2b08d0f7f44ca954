import { AuthenticationError, ConfigurationError, NetworkError, type Operation } from "@specloom/runtime";
import { check, equal, instance } from "../assert.js";
import type { Case } from "../case.js";
import { FAST } from "../fixture.js";

const OWN_HEADER = { in: "header", name: "x-api-key" } as const;

const thing: Operation = { id: "get_thing", method: "GET", path: "/thing", accept: ["application/json"] };
const withCookie: Operation = { ...thing, parameters: [{ name: "session", in: "cookie" }] };

export const origins: readonly Case[] = [
  {
    name: "a redirect within the origin keeps the key",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 3 }] });
      const location = `/v1/agents/jobs/${id}/status/?organization_id=${server.organizationId}&moved=1`;
      await server.fault({ kind: "redirect", location });
      equal((await client.agents.jobs.job(id).settle(FAST)).kind, "succeeded");
      equal(
        (await server.requests()).map(({ url }) => url.endsWith("moved=1")),
        [false, true, false],
      );
    },
  },
  {
    name: "a bearer key does not follow a redirect to another origin",
    async run({ roe, open, caught }) {
      const { roe: client, server } = await roe();
      const evil = await open("roe");
      await server.fault({ kind: "redirect", location: `${evil.url}/v1/` });
      instance(await caught(client.agents.jobs.getStatus(server.agentId)), AuthenticationError);
      equal(
        (await evil.requests()).map(({ headers }) => headers["authorization"] ?? null),
        [null],
      );
    },
  },
  {
    name: "a key in a header of its own does not follow a redirect to another origin",
    where: "servers",
    async run({ echo, open, options }) {
      const { client, server } = await echo(OWN_HEADER, { headers: { "X-Other": String(options.apiKey) } });
      const evil = await open("echo");
      await server.fault({ kind: "redirect", location: `${evil.url}/thing` });
      equal(await client.call(thing, []), { ok: true });
      equal((await server.requests())[0]?.headers["x-api-key"], options.apiKey);
      const [request] = await evil.requests();
      check(request !== undefined && !JSON.stringify(request).includes(String(options.apiKey)), "the key went along");
    },
  },
  {
    name: "where a key travels in a header of its own, a redirect is an error",
    where: "browsers",
    async run({ echo, open, caught }) {
      const { client, server } = await echo(OWN_HEADER, { maxRetries: 0 });
      const evil = await open("echo");
      await server.fault({ kind: "redirect", location: `${evil.url}/thing` });
      instance(await caught(client.call(thing, [])), NetworkError);
      equal([(await server.requests()).length, (await evil.requests()).length], [1, 0]);
    },
  },
  {
    name: "a key in the query does not follow a redirect to another origin",
    where: "servers",
    async run({ echo, open, options }) {
      const { client, server } = await echo({ in: "query", name: "key" });
      const evil = await open("echo");
      // As a proxy would that keeps the query.
      await server.fault({ kind: "redirect", location: `${evil.url}/thing?key=${String(options.apiKey)}&a=1` });
      await client.call(thing, []);
      equal(
        (await evil.requests()).map(({ url }) => url),
        ["/echo/thing?a=1"],
      );
    },
  },
  {
    name: "cookie parameters are sent",
    where: "servers",
    async run({ echo }) {
      const { client, server } = await echo();
      await client.call(withCookie, [], { session: "a b" });
      equal((await server.requests())[0]?.headers["cookie"], "session=a%20b");
    },
  },
  {
    name: "cookie parameters are refused, before anything is sent",
    where: "browsers",
    async run({ echo, caught }) {
      const { client, server } = await echo();
      instance(await caught(client.call(withCookie, [], { session: "a b" })), ConfigurationError);
      equal(await server.requests(), []);
    },
  },
];
