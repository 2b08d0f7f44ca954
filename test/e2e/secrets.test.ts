import { type ClientOptions, JobFailedError, JobTimeoutError, logTo } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { shown } from "../support/shown.js";
import {
  failing,
  type Fault,
  redirect,
  reset,
  slowBody,
  tooMany,
  truncated,
  wrongType,
} from "../support/stand-ins/faults.js";
import { openRoe } from "./clients.js";
import { providers } from "./providers.js";

const KEY = "canary-0123456789";

const faults: readonly [string, Fault][] = [
  ["nothing", (answer) => answer],
  ["a refusal that quotes the key", failing(401, { detail: `bad key ${KEY}`, error: { message: `Bearer ${KEY}` } })],
  [
    "a header that quotes the key",
    (answer) => ({ ...answer, status: 500, headers: { ...answer.headers, "x-request-id": `Bearer ${KEY}` } }),
  ],
  [
    "truncated JSON that quotes the key",
    (answer) => ({ ...truncated()(answer), body: `{"key":"${KEY}",${" ".repeat(200)}` }),
  ],
  ["a page that quotes the key", (answer) => ({ ...wrongType()(answer), body: `<p>${KEY}</p>` })],
  ["a 429", tooMany.huge()],
  ["a reset connection", reset()],
  ["a slow body", slowBody(60_000)],
  ["a redirect that cannot be followed", redirect(`ftp://evil.example/${KEY}`)],
  ["a redirect to a port that fetch refuses", redirect("http://127.0.0.1:1/")],
];

/** All options with which a client shows something. */
function listening(): { readonly options: ClientOptions; readonly heard: unknown[] } {
  const heard: unknown[] = [];
  const log = (message: string) => heard.push(message);
  return {
    heard,
    options: {
      log: logTo({ debug: log, info: log, warn: log, error: log }, "debug"),
      onResponse: (response, facts) => heard.push(response, facts),
      onRetry: (retry) => heard.push(retry),
      onError: (error, facts) => heard.push(error, facts),
    },
  };
}

describe.each(providers)("the key of $name", ({ open }) => {
  test.each(faults)("shows in no error, log line or hook: %s", async (_name, fault) => {
    const { options, heard } = listening();
    const { server, start, getStatus, job } = await open(options, { key: KEY });
    server.faults.add(fault, { times: 2 });
    const id = start(["failed"]);
    const limits = { timeoutMs: 50_000, faultGraceMs: 0, notFoundGraceMs: 0 };
    const called: unknown = await getStatus(id, { timeoutMs: 50_000, maxRetries: 0 }).catch((error: unknown) => error);
    const waited = await caught(job(id).wait(limits));
    expect(server.requests.every(({ headers }) => headers["authorization"] === `Bearer ${KEY}`)).toBe(true);
    expect(heard.length).toBeGreaterThan(3);
    for (const value of [called, waited, job(id).snapshot(), ...heard]) expect(shown(value)).not.toContain(KEY);
  });

  test("shows in nothing that a wait leaves behind", async () => {
    const { options, heard } = listening();
    const { start, job } = await open(options, { key: KEY });
    const failed = await caught(job(start(["failed"], "boom")).wait());
    expect(failed).toBeInstanceOf(JobFailedError);
    const late = await caught(job(start(["pending"])).wait({ deadlineMs: 3_000 }));
    expect(late).toBeInstanceOf(JobTimeoutError);
    for (const value of [failed, late, ...heard]) expect(shown(value)).not.toContain(KEY);
  });

  test.each([301, 302, 303, 307, 308])("does not go to another origin with a redirect: %i", async (status) => {
    const headers = { "X-Custom-Key": KEY, Cookie: `session=${KEY}` };
    const { server, start, getStatus, job } = await open({ headers }, { key: KEY });
    const { server: elsewhere } = await openRoe();
    const away = `${elsewhere.url}/v1/elsewhere`;
    server.faults.add((answer) => ({ ...redirect(away)(answer), status }), { times: 2 });
    const id = start(["pending"]);
    // The other host needs its own key.
    await caught(getStatus(id));
    await caught(job(id).wait({ deadlineMs: 3_600_000 }));
    expect(elsewhere.requests.map(({ url }) => url)).toEqual(["/v1/elsewhere", "/v1/elsewhere"]);
    for (const request of elsewhere.requests) {
      expect(request.headers).not.toHaveProperty("authorization");
      expect(JSON.stringify(request)).not.toContain(KEY);
    }
    expect(JSON.stringify(server.requests[0])).toContain(`session=${KEY}`);
  });

  test("goes along within the origin", async () => {
    const { server, start, getStatus } = await open({}, { key: KEY });
    const id = start(["pending"]);
    server.faults.add(redirect(new URL("/elsewhere", server.url).href));
    // Nothing listens there.
    await caught(getStatus(id));
    expect(server.requests[1]?.url).toBe("/elsewhere");
    expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
  });
});
