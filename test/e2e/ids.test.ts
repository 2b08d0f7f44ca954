import { raw } from "@specloom/roe/raw";
import { ParameterError, type Snapshot } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { ROE_AGENT_ID, ROE_ORGANIZATION_ID } from "../support/stand-ins/roe.js";
import { asked, openJulep, openRoe } from "./clients.js";
import { providers } from "./providers.js";

const refused = [["."], [".."], [""]] as const;

/** Each id with its form on the wire. */
const encoded: readonly [string, string][] = [
  ["../agents/secret", "..%2Fagents%2Fsecret"],
  ["../../", "..%2F..%2F"],
  ["a/b?c#d", "a%2Fb%3Fc%23d"],
  ["%2e%2e", "%252e%252e"],
  ["..;/x", "..%3B%2Fx"],
  ["..\\x", "..%5Cx"],
  ["a b\r\nHost: evil", "a%20b%0D%0AHost%3A%20evil"],
  ["https://evil.example/", "https%3A%2F%2Fevil.example%2F"],
  ["{job_id}", "%7Bjob_id%7D"],
  ["é", "%C3%A9"],
  ["...", "..."],
];

describe.each(providers)("$name", ({ open, statusLine }) => {
  test.each(refused)("refuses the id %j before anything is sent", async (id) => {
    const { server, getStatus, job } = await open();
    const calls = [() => getStatus(id), () => job(id).wait(), () => job(id).settle(), () => job(id).step()];
    for (const call of calls) {
      const error = await caught(call());
      expect(error).toBeInstanceOf(ParameterError);
      expect(error).toMatchObject({ parameter: "job_id" });
    }
    expect(server.requests).toEqual([]);
  });

  test.each(encoded)("sends the id %j as one segment", async (id, segment) => {
    const { server, getStatus, job } = await open();
    await caught(getStatus(id));
    await caught(job(id).wait({ notFoundGraceMs: 0 }));
    expect(new Set(asked(server))).toEqual(new Set([statusLine(segment)]));
    expect(server.requests.length).toBe(2);
  });

  test("an id in a snapshot is treated alike", async () => {
    const { server, start, job } = await open();
    const taken = job(start(["succeeded"])).snapshot();
    const forged = (id: string): Snapshot => ({ ...taken, id });
    expect(await caught(job(forged("..")).wait())).toBeInstanceOf(ParameterError);
    expect(server.requests).toEqual([]);
    await caught(job(forged("../agents/secret")).wait({ notFoundGraceMs: 0 }));
    expect(asked(server)).toEqual([statusLine("..%2Fagents%2Fsecret")]);
  });
});

describe("every other path parameter", () => {
  test.each(refused)("refuses %j", async (id) => {
    const { client, server } = await openRoe();
    const { jobs } = client.agents;
    for (const [parameter, call] of [
      ["agent_job_id", () => jobs.getResult(id)],
      ["agent_id", () => jobs.list(id).page()],
      ["agent_id", () => jobs.walk(id).next()],
      ["job_id", () => jobs.summarize(id)],
      [
        "job_id",
        () => raw(client.client).GET("/v1/agents/jobs/{job_id}/status/", { params: { path: { job_id: id } } }),
      ],
    ] as const) {
      const error = await caught(call());
      expect(error).toBeInstanceOf(ParameterError);
      expect(error).toMatchObject({ parameter });
    }
    expect(server.requests).toEqual([]);
  });

  test.each(encoded)("sends %j as one segment", async (id, segment) => {
    const { client, server } = await openRoe();
    const { jobs } = client.agents;
    await caught(jobs.getResult(id));
    await caught(jobs.list(id).page());
    await raw(client.client).GET("/v1/agents/jobs/{job_id}/status/", { params: { path: { job_id: id } } });
    const query = `organization_id=${ROE_ORGANIZATION_ID}`;
    expect(asked(server)).toEqual([
      `GET /v1/agents/jobs/${segment}/result/?${query}`,
      `GET /v1/agents/${segment}/jobs/?${query}`,
      `GET /v1/agents/jobs/${segment}/status/`,
    ]);
  });

  test("in the query nothing is refused, and all is encoded", async () => {
    const { client, server } = await openRoe();
    await client.agents.jobs.list(ROE_AGENT_ID, { job_id: "../x&page=9" }).page();
    expect(asked(server)[0]).toContain("?job_id=..%2Fx%26page%3D9&organization_id=");
  });

  test("a header takes no line break", async () => {
    const { client, server } = await openJulep();
    const headers = { "X-Name": "a\r\nHost: evil" };
    await expect(async () => client.jobs.getStatus("x", {}, { headers })).rejects.toThrow("x-name");
    expect(server.requests).toEqual([]);
  });
});
