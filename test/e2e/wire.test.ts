import { raw as crosmosRaw } from "@specloom/crosmos/raw";
import { raw as julepRaw } from "@specloom/julep/raw";
import { raw } from "@specloom/roe/raw";
import { readFileSync } from "node:fs";
import { ConfigurationError, type RequestInfo } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { unavailable } from "../support/stand-ins/faults.js";
import { ROE_AGENT_ID, ROE_ORGANIZATION_ID } from "../support/stand-ins/roe.js";
import { asked, openCrosmos, openJulep, openRoe, UNKNOWN_ID } from "./clients.js";
import { providers } from "./providers.js";

describe.each(providers)("$name", ({ name, open, statusLine }) => {
  test("sends the key, what it accepts, and the name and version of its package; and no body", async () => {
    const { server, start, getStatus } = await open();
    await getStatus(start(["pending"]));
    const folder = `../../packages/${name.toLowerCase()}`;
    const manifest = readFileSync(new URL(`${folder}/package.json`, import.meta.url), "utf8");
    const { version }: { readonly version: string } = JSON.parse(manifest);
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: "GET",
      body: "",
      headers: {
        authorization: `Bearer ${server.key}`,
        accept: "application/json",
        "user-agent": `@specloom/${name.toLowerCase()}/${version}`,
      },
    });
    expect(request?.headers).not.toHaveProperty("content-type");
    expect(request?.headers).not.toHaveProperty("cookie");
  });

  test("asks a function for its key before every attempt", async () => {
    let count = 0;
    const { server, start, getStatus } = await open({ apiKey: async () => `key-${++count}` }, { key: "key-2" });
    server.faults.add(unavailable());
    await getStatus(start(["succeeded"]));
    expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual(["Bearer key-1", "Bearer key-2"]);
  });

  test("adds headers of the client and the call, of which null removes one", async () => {
    const { server, start, getStatus } = await open({ headers: { "X-One": "1", "X-Two": "2", "User-Agent": null } });
    await getStatus(start(["pending"]), { headers: { "x-one": null, "X-TWO": "3" } });
    const headers = server.requests[0]?.headers;
    expect(headers).toMatchObject({ "x-two": "3" });
    expect(headers).not.toHaveProperty("x-one");
    expect(headers?.["user-agent"]).not.toMatch(/specloom/);
  });

  test("takes a base URL with a slash at its end", async () => {
    const { server, start } = await open();
    const { getStatus, ...other } = await open({ baseUrl: `${server.url}/`, apiKey: server.key });
    const id = start(["succeeded"]);
    await getStatus(id);
    expect(asked(server)).toEqual([statusLine(id)]);
    expect(other.server.requests).toEqual([]);
  });

  test("lets a hook see and change each request, and others watch", async () => {
    const seen: unknown[] = [];
    const { server, start, getStatus } = await open({
      onRequest: ({ headers }, facts: RequestInfo) => {
        headers.set("x-attempt", `${facts.attempts}`);
      },
      onResponse: ({ status }) => seen.push(status),
      onRetry: ({ delayMs }) => seen.push(delayMs > 0),
      onError: () => seen.push("error"),
    });
    server.faults.add(unavailable());
    await getStatus(start(["succeeded"]));
    expect(server.requests.map(({ headers }) => headers["x-attempt"])).toEqual(["1", "2"]);
    expect(seen).toEqual([503, true, 200]);
  });

  test("withResponse gives the body and the response, by one request", async () => {
    const { server, start, getStatus } = await open();
    const call = getStatus(start(["succeeded"]));
    const { data, response } = await call.withResponse();
    expect(response).toMatchObject({ status: 200, url: expect.stringContaining(server.url) });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await call).toBe(data);
    expect(server.requests.length).toBe(1);
  });
});

describe("organization_id, set once on a client of Roe", () => {
  const query = (line: string | undefined) => line?.split("?")[1];

  test("goes with every operation", async () => {
    const { client, server } = await openRoe();
    const id = server.startJob({ script: [{ status: 3 }] });
    await client.agents.jobs.getStatus(id);
    await client.agents.jobs.getResult(id);
    await client.agents.jobs.list(ROE_AGENT_ID).page();
    await client.agents.jobs.waitFor(id);
    expect(asked(server).map(query)).toEqual(Array.from({ length: 5 }, () => `organization_id=${ROE_ORGANIZATION_ID}`));
  });

  test("gives way to what a call says", async () => {
    const { client, server } = await openRoe({ organizationId: "mine" });
    const id = server.startJob({ script: [{ status: 3 }] });
    const params = { organization_id: ROE_ORGANIZATION_ID };
    await client.agents.jobs.getStatus(id, params);
    await client.agents.jobs.list(ROE_AGENT_ID, params).page();
    await client.agents.jobs.job(id, { params }).settle();
    expect(asked(server).map(query)).toEqual(Array.from({ length: 4 }, () => `organization_id=${ROE_ORGANIZATION_ID}`));
    await caught(client.agents.jobs.getStatus(id));
    expect(query(asked(server).at(-1))).toBe("organization_id=mine");
  });

  test("is not sent where it is not set", async () => {
    const { client, server } = await openRoe({ organizationId: undefined });
    await caught(client.agents.jobs.getStatus(UNKNOWN_ID));
    expect(asked(server)).toEqual([`GET /v1/agents/jobs/${UNKNOWN_ID}/status/`]);
  });
});

describe("X-Org-Id, set once on a client of Crosmos", () => {
  test("goes with every operation, gives way to a call, and is optional", async () => {
    const { client, server } = await openCrosmos({ organizationId: "ours" }, { organizations: ["ours", "theirs"] });
    const id = server.startJob({ script: [{ status: "completed" }] });
    await client.jobs.getStatus(id);
    await client.jobs.waitFor(id);
    await client.jobs.getStatus(id, { "X-Org-Id": "theirs" });
    await client.jobs.waitFor(id, { params: { "X-Org-Id": "theirs" } });
    await client.withOptions({ organizationId: "theirs" }).jobs.getStatus(id);
    const other = await openCrosmos();
    await caught(other.client.jobs.getStatus(UNKNOWN_ID));
    const sent = [...server.requests, ...other.server.requests].map(({ headers }) => headers["x-org-id"]);
    expect(sent).toEqual(["ours", "ours", "theirs", "theirs", "theirs", undefined]);
  });
});

describe("withOptions", () => {
  test("derives a client, and leaves the first as it is", async () => {
    const { client, server } = await openRoe({ headers: { "X-One": "1" } });
    const { client: elsewhere, server: second } = await openRoe({}, { key: "second-key" });
    const derived = client.withOptions({
      organizationId: "other",
      apiKey: "another-key",
      maxRetries: 0,
      headers: { "X-Two": "2" },
    });
    const id = server.startJob({ script: [{ status: 3 }] });
    await caught(derived.agents.jobs.getStatus(id));
    await client.agents.jobs.getStatus(id);
    await caught(elsewhere.withOptions({ baseUrl: server.url }).agents.jobs.getStatus(id));
    expect(server.requests.map(({ url, headers }) => [url.split("=")[1], headers["authorization"]])).toEqual([
      ["other", "Bearer another-key"],
      [ROE_ORGANIZATION_ID, `Bearer ${server.key}`],
      [ROE_ORGANIZATION_ID, `Bearer ${second.key}`],
    ]);
    expect(server.requests.map(({ headers }) => [headers["x-one"], headers["x-two"]])).toEqual([
      ["1", "2"],
      ["1", undefined],
      [undefined, undefined],
    ]);
    expect(second.requests).toEqual([]);
  });

  test("keeps what is not given, or given as undefined", async () => {
    const { client, server } = await openJulep();
    const id = server.startJob({ script: [{ state: "succeeded" }] });
    await client.withOptions({ apiKey: undefined, timeoutMs: 3_600_000 }).jobs.getStatus(id);
    expect(server.requests[0]?.headers["authorization"]).toBe(`Bearer ${server.key}`);
  });
});

describe("raw", () => {
  test("is openapi-fetch, with the key and the retries of the client, and its errors returned", async () => {
    const { client, server } = await openRoe();
    const id = server.startJob({ script: [{ status: 3 }] });
    const query = { organization_id: ROE_ORGANIZATION_ID };
    server.faults.add(unavailable());
    const found = await raw(client.client).GET("/v1/agents/jobs/{job_id}/status/", {
      params: { path: { job_id: id }, query },
    });
    expect(found.data?.status).toBe(3);
    expect(found.response.status).toBe(200);
    const line = `GET /v1/agents/jobs/${id}/status/?organization_id=${ROE_ORGANIZATION_ID}`;
    expect(asked(server)).toEqual([line, line]);
    expect(server.requests[1]?.headers).toMatchObject({
      authorization: `Bearer ${server.key}`,
      "user-agent": expect.stringContaining("@specloom/roe/"),
    });
    const missing = await raw(client.client).GET("/v1/agents/jobs/{agent_job_id}/result/", {
      params: { path: { agent_job_id: UNKNOWN_ID }, query },
    });
    expect(missing.response.status).toBe(404);
    expect(missing.error).toEqual({ error: "Agent job not found" });
  });

  test("of Julep and Crosmos too", async () => {
    const julep = await openJulep();
    const one = julep.server.startJob({ script: [{ state: "failed", reason: "boom" }] });
    const got = await julepRaw(julep.client.client).GET("/jobs/{job_id}", { params: { path: { job_id: one } } });
    expect(got.data?.reason).toBe("boom");
    const crosmos = await openCrosmos();
    const two = crosmos.server.startJob({ script: [{ status: "completed" }] });
    const header = { "X-Org-Id": "ours" };
    await crosmosRaw(crosmos.client.client).GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: two }, header } });
    expect(crosmos.server.requests[0]?.headers["x-org-id"]).toBe("ours");
  });
});

describe("a client that cannot work is refused when it is made", () => {
  const rows: readonly [string, string, RegExp][] = [
    ["with a query string", "https://api.example.com/?a=1", /query string/],
    ["with user-info", "https://user:password@api.example.com", /credentials/],
    ["that is relative", "/api", /absolute/],
    ["of another scheme", "ftp://api.example.com", /http/],
  ];
  test.each(rows)("a base URL %s", async (_name, baseUrl, message) => {
    for (const { open } of providers) {
      const error = await caught(open({ baseUrl }));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error).toMatchObject({ message: expect.stringMatching(message) });
      expect(String(error)).not.toContain("password");
    }
  });
});
