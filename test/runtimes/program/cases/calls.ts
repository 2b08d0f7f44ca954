import { raw } from "@specloom/roe/raw";
import { ConfigurationError, NotFoundError, type Operation, ParameterError, styled } from "@specloom/runtime";
import { Roe } from "@specloom/roe";
import { check, equal, instance } from "../assert.js";
import type { Case } from "../case.js";

const search: Operation = {
  id: "search",
  method: "GET",
  path: "/search/{words}",
  parameters: [
    { name: "words", in: "path" },
    { name: "tag", in: "query" },
    { name: "ids", in: "query", explode: false },
    { name: "where", in: "query", style: "deepObject", write: styled },
    { name: "since", in: "query" },
    { name: "X-Trace", in: "header" },
  ],
};

export const calls: readonly Case[] = [
  {
    name: "a status request travels with key and organisation",
    async run({ roe, options }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 1 }] });
      equal((await client.agents.jobs.getStatus(id)).status, 1);
      const [request] = await server.requests();
      equal(request?.url, `/v1/agents/jobs/${id}/status/?organization_id=${server.organizationId}`);
      equal(request?.headers["authorization"], `Bearer ${String(options.apiKey)}`);
      equal(request?.headers["accept"], "application/json");
    },
  },
  {
    name: "a result is decoded",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 3 }], output: "ü" });
      equal((await client.agents.jobs.getResult(id)).outputs[0]?.value, "ü");
    },
  },
  {
    name: "withResponse() gives the response too, for one request",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 2 }] });
      const call = client.agents.jobs.getStatus(id);
      const { data, response } = await call.withResponse();
      equal([data.status, response.status, response.ok], [2, 200, true]);
      equal(response.headers.get("content-type"), "application/json");
      equal((await call).status, 2);
      equal((await server.requests()).length, 1);
    },
  },
  {
    name: "the raw client returns data and errors",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const path = "/v1/agents/jobs/{job_id}/status/";
      const query = { organization_id: server.organizationId };
      const id = await server.startJob({ script: [{ status: 0 }] });
      const good = await raw(client.client).GET(path, { params: { path: { job_id: id }, query } });
      equal([good.data?.status, good.response.status], [0, 200]);
      const bad = await raw(client.client).GET(path, { params: { path: { job_id: server.agentId }, query } });
      equal([bad.data, bad.response.status], [undefined, 404]);
    },
  },
  {
    name: "a custom wrapper sums a job up",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      const id = await server.startJob({ script: [{ status: 6 }], output: '{"a":1}' });
      const { state, cached, outputs } = await client.agents.jobs.summarize(id);
      equal({ state, cached, outputs }, { state: "succeeded", cached: true, outputs: { output: { a: 1 } } });
    },
  },
  {
    name: "parameters keep their own styles on the wire",
    async run({ echo }) {
      const { client, server } = await echo();
      const params = {
        tag: ["a b", "ç&d"],
        ids: [1, 2],
        where: { "k'": "v|w" },
        since: new Date(Date.UTC(2026, 0, 2)),
        "X-Trace": [1, 2],
      };
      await client.call(search, ["a/b ?#%é|'^`{}"], params);
      const [request] = await server.requests();
      const [path, query] = (request?.url ?? "").split("?");
      equal(path, "/echo/search/a%2Fb%20%3F%23%25%C3%A9%7C'%5E%60%7B%7D");
      equal(query, "tag=a%20b&tag=%C3%A7%26d&ids=1,2&where%5Bk%27%5D=v%7Cw&since=2026-01-02T00%3A00%3A00.000Z");
      equal(request?.headers["x-trace"], "1,2");
    },
  },
  {
    name: "ids that would lead elsewhere are refused before anything is sent",
    async run({ roe, caught }) {
      const { roe: client, server } = await roe();
      for (const id of ["", ".", ".."]) {
        const error = instance(await caught(client.agents.jobs.getStatus(id)), ParameterError);
        equal(error.parameter, "job_id");
      }
      equal(await server.requests(), []);
      const error = instance(await caught(client.agents.jobs.getStatus("../../../etc?x#y")), NotFoundError);
      equal(error.path, "/v1/agents/jobs/{job_id}/status/");
      const [request] = await server.requests();
      check(request?.url.startsWith("/v1/agents/jobs/..%2F..%2F..%2Fetc%3Fx%23y/status/") === true, "not encoded");
    },
  },
  {
    name: "withOptions() derives a client; null removes a header",
    async run({ roe }) {
      const { roe: client, server } = await roe({ headers: { "X-One": "1", "x-two": "2" } });
      const derived = client.withOptions({ headers: { "x-ONE": null, "X-Three": "3" } });
      const id = await server.startJob({ script: [{ status: 0 }] });
      await derived.agents.jobs.getStatus(id, {}, { headers: { "x-four": "4" } });
      const headers = (await server.requests())[0]?.headers ?? {};
      equal(
        ["x-one", "x-two", "x-three", "x-four"].map((name) => headers[name] ?? null),
        [null, "2", "3", "4"],
      );
    },
  },
  {
    name: "a key may come from a function",
    async run({ roe, options }) {
      const { roe: client, server } = await roe({ apiKey: async () => String(options.apiKey) });
      const id = await server.startJob({ script: [{ status: 0 }] });
      equal((await client.agents.jobs.getStatus(id)).status, 0);
    },
  },
  {
    name: "a missing key is refused by name, where the environment cannot be read too",
    async run({ caught }) {
      const error = await caught((async () => new Roe({ baseUrl: "http://127.0.0.1" }))());
      check(instance(error, ConfigurationError).message.includes("ROE_API_KEY"), "the variable is not named");
    },
  },
  {
    name: "the environment gives what options do not",
    where: "servers",
    async run({ roe }) {
      const { roe: client, server } = await roe({ organizationId: undefined });
      const id = await server.startJob({ script: [{ status: 0 }] });
      await client.agents.jobs.getStatus(id).catch(() => undefined);
      check((await server.requests())[0]?.url.endsWith("?organization_id=from-environment") === true, "not read");
    },
  },
  {
    name: "the user agent names the package",
    where: "servers",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      await client.agents.jobs.getStatus(await server.startJob({ script: [{ status: 0 }] }));
      const agent = (await server.requests())[0]?.headers["user-agent"] ?? "";
      check(/^@specloom\/roe\/\d+\.\d+\.\d+$/.test(agent), `got ${agent}`);
    },
  },
  {
    name: "the user agent stays the browser's",
    where: "browsers",
    async run({ roe }) {
      const { roe: client, server } = await roe();
      await client.agents.jobs.getStatus(await server.startJob({ script: [{ status: 0 }] }));
      equal((await server.requests())[0]?.headers["user-agent"], navigator.userAgent);
    },
  },
];
