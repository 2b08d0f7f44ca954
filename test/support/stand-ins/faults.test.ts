import { describe, expect, test } from "vitest";
import { get, started } from "./asking.js";
import * as faults from "./faults.js";
import { startJulep } from "./julep.js";
import { ROE_AGENT_ID, ROE_ORGANIZATION_ID, startRoe } from "./roe.js";

const ORG = `organization_id=${ROE_ORGANIZATION_ID}`;

describe("faults", () => {
  const answers: readonly [string, faults.Fault, number, Record<string, string>][] = [
    ["429", faults.tooMany.plain(), 429, {}],
    ["429 with seconds", faults.tooMany.seconds(2), 429, { "retry-after": "2" }],
    ["429 with a date", faults.tooMany.date(new Date(0)), 429, { "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }],
    ["429 with milliseconds", faults.tooMany.milliseconds(50), 429, { "retry-after-ms": "50" }],
    ["429 with garbage", faults.tooMany.garbage(), 429, { "retry-after": "soon" }],
    ["429 with a huge number", faults.tooMany.huge(), 429, { "retry-after": "99999999999" }],
    ["503", faults.unavailable(), 503, { "content-type": "application/json" }],
    ["a body of its own", faults.failing(500, { message: "broken" }), 500, { "content-type": "application/json" }],
    ["a wrong content type", faults.wrongType(), 200, { "content-type": "text/html; charset=utf-8" }],
    ["a redirect", faults.redirect("http://evil.example/"), 302, { location: "http://evil.example/" }],
  ];
  test.each(answers)("%s, once, and then the right answer", async (_name, fault, status, headers) => {
    const julep = await started(startJulep());
    const url = `${julep.url}/jobs/${julep.startJob({ script: [{ state: "pending" }] })}`;
    julep.faults.add(fault);
    const broken = await get(url);
    expect(broken.status).toBe(status);
    expect(Object.fromEntries(broken.headers)).toMatchObject(headers);
    expect((await get(url)).status).toBe(200);
    expect([julep.requests.length, julep.faults.left]).toEqual([2, 0]);
  });

  test("broken, slow and interrupted deliveries", async () => {
    const julep = await started(startJulep());
    const url = `${julep.url}/jobs/${julep.startJob({ script: [{ state: "pending" }] })}`;
    julep.faults.add(faults.truncated());
    await expect(get(url)).rejects.toThrow(SyntaxError);
    julep.faults.add(faults.reset());
    await expect(get(url)).rejects.toThrow("fetch failed");
    julep.faults.add(faults.slowBody(60_000));
    const slow = await fetch(url, { headers: { authorization: julep.key } });
    expect(slow.status).toBe(200);
    const reader = slow.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^\{"id"/);
    await reader?.cancel();
  });

  test("a pause before the headers", async () => {
    const julep = await started(startJulep());
    const url = `${julep.url}/jobs/${julep.startJob({ script: [{ state: "pending" }] })}`;
    julep.faults.add(faults.late(20));
    expect((await get(url)).body).toMatchObject({ state: "pending" });
    julep.faults.add(faults.late(3_600_000));
    await expect(fetch(url, { signal: AbortSignal.timeout(20) })).rejects.toThrow("aborted due to timeout");
  });

  test("apply to the URLs they are meant for, as often as meant, with what follows", async () => {
    const roe = await started(startRoe());
    const list = `${roe.url}/v1/agents/${ROE_AGENT_ID}/jobs/?${ORG}`;
    roe.faults.add(faults.withFields({ next: "http://evil.example/?page=2" }), { url: /page=1/, times: 2 });
    roe.faults.add(faults.followedBy(() => roe.startJob({ script: [{ status: 0 }] })));
    expect((await get(list)).body).toMatchObject({ count: 0, next: null });
    expect((await get(`${list}&page=1`)).body).toMatchObject({ count: 1, next: "http://evil.example/?page=2" });
    expect(roe.faults.left).toBe(1);
  });
});

test("pages of other origins may read everything where that is asked for", async () => {
  const roe = await started(startRoe({ cors: true }));
  const asked = { "access-control-request-method": "GET", "access-control-request-headers": "authorization" };
  const preflight = await fetch(roe.url, { method: "OPTIONS", headers: asked });
  expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([204, "authorization"]);
  expect(roe.requests).toEqual([]);
  const { status, headers } = await fetch(roe.url);
  expect([status, headers.get("access-control-allow-origin")]).toEqual([401, "*"]);
});
