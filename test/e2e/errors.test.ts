import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  UnprocessableEntityError,
} from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { caught } from "../support/caught.js";
import { failing, type Fault } from "../support/stand-ins/faults.js";
import { ROE_AGENT_ID } from "../support/stand-ins/roe.js";
import { openCrosmos, openJulep, openRoe, UNKNOWN_ID } from "./clients.js";
import { providers } from "./providers.js";

/** Errors of the stand-ins, each in the format of its provider. */
const own: readonly {
  readonly name: string;
  readonly call: () => Promise<() => Promise<unknown>>;
  readonly type: typeof ApiError;
  readonly status: number;
  readonly detail: string;
}[] = [
  {
    name: "Roe, another key",
    call: async () => {
      const { client } = await openRoe({ apiKey: "another" });
      return () => client.agents.jobs.getStatus(UNKNOWN_ID);
    },
    type: AuthenticationError,
    status: 401,
    detail: "Invalid token.",
  },
  {
    name: "Roe, another organisation",
    call: async () => {
      const { client } = await openRoe();
      return () => client.agents.jobs.getStatus(UNKNOWN_ID, { organization_id: "another" });
    },
    type: PermissionDeniedError,
    status: 403,
    detail: "You don't have access to agents feature",
  },
  {
    name: "Roe, no such job",
    call: async () => {
      const { client } = await openRoe();
      return () => client.agents.jobs.getResult(UNKNOWN_ID);
    },
    type: NotFoundError,
    status: 404,
    detail: "Agent job not found",
  },
  {
    name: "Roe, no such page",
    call: async () => {
      const { client } = await openRoe();
      return () => client.agents.jobs.list(ROE_AGENT_ID, { page: 9 }).page();
    },
    type: NotFoundError,
    status: 404,
    detail: "Invalid page.",
  },
  {
    name: "Julep, another key",
    call: async () => {
      const { client } = await openJulep({ apiKey: "another" });
      return () => client.jobs.getStatus(UNKNOWN_ID);
    },
    type: AuthenticationError,
    status: 401,
    detail: "Invalid API key",
  },
  {
    name: "Julep, no such job",
    call: async () => {
      const { client } = await openJulep();
      return () => client.jobs.getStatus(UNKNOWN_ID);
    },
    type: BadRequestError,
    status: 400,
    detail: "Job not found",
  },
  {
    name: "Julep, an id that is none",
    call: async () => {
      const { client } = await openJulep();
      return () => client.jobs.getStatus("x");
    },
    type: UnprocessableEntityError,
    status: 422,
    detail: "Input should be a valid UUID",
  },
  {
    name: "Crosmos, another key",
    call: async () => {
      const { client } = await openCrosmos({ apiKey: "another" });
      return () => client.jobs.getStatus(UNKNOWN_ID);
    },
    type: AuthenticationError,
    status: 401,
    detail: "Invalid or missing credentials",
  },
  {
    name: "Crosmos, another organisation",
    call: async () => {
      const { client } = await openCrosmos({ organizationId: "theirs" }, { organizations: ["ours"] });
      return () => client.jobs.getStatus(UNKNOWN_ID);
    },
    type: PermissionDeniedError,
    status: 403,
    detail: "Not a member of this organization",
  },
  {
    name: "Crosmos, no such job",
    call: async () => {
      const { client } = await openCrosmos();
      return () => client.jobs.getStatus(UNKNOWN_ID);
    },
    type: NotFoundError,
    status: 404,
    detail: "Job not found",
  },
  {
    name: "Crosmos, an id that is none",
    call: async () => {
      const { client } = await openCrosmos();
      return () => client.jobs.getStatus("x");
    },
    type: UnprocessableEntityError,
    status: 422,
    detail: "path.job_id: Input should be a valid UUID",
  },
];

test.each(own)("$name: $status, told in the provider's own words", async ({ call, type, status, detail }) => {
  const error = await caught((await call())());
  expect(error).toBeInstanceOf(type);
  expect(error).toMatchObject({ status, detail, attempts: 1, method: "GET" });
  if (error instanceof ApiError) expect(error.message).toBe(`GET ${error.path}: ${status}: ${detail}`);
});

const text =
  (status: number, body: string): Fault =>
  () => ({ status, headers: { "content-type": "text/plain" }, body });

/** Errors in other formats, of a server or a proxy before it. */
const shapes: readonly [string, typeof ApiError, number, Fault, string | undefined][] = [
  ["message", ServerError, 500, failing(500, { message: "boom" }), "boom"],
  ["error", PermissionDeniedError, 403, failing(403, { error: "boom" }), "boom"],
  ["detail", NotFoundError, 404, failing(404, { detail: "boom" }), "boom"],
  ["error.message", BadRequestError, 400, failing(400, { error: { message: "boom", code: "x" } }), "boom"],
  ["a list", ConflictError, 409, failing(409, ["boom", "bang"]), "boom; bang"],
  ["detail before message", ApiError, 402, failing(402, { message: "no", detail: "boom" }), "boom"],
  ["plain text", RateLimitError, 429, text(429, "boom"), "boom"],
  ["a page of HTML", ServerError, 502, text(502, "<html>boom</html>"), undefined],
  ["nothing", ServerError, 503, text(503, ""), undefined],
];

describe.each(providers)("$name", ({ open, statusLine }) => {
  test.each(shapes)("words in %s", async (_name, type, status, fault, detail) => {
    const { server, start, getStatus } = await open({ maxRetries: 0 });
    server.faults.add((answer) => {
      const failed = fault(answer);
      return { ...failed, headers: { ...failed.headers, "x-request-id": "r-1" } };
    });
    const id = start(["succeeded"]);
    const error = await caught(getStatus(id));
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ status, detail, requestId: "r-1", attempts: 1, operation: expect.any(String) });
    if (!(error instanceof ApiError)) return;
    expect(error.message).toBe(`GET ${error.path}: ${status}${detail === undefined ? "" : `: ${detail}`}`);
    // Only the template, no value of the request.
    expect(statusLine("{job_id}")).toContain(error.path);
    expect(error.message).not.toContain(id);
  });

  test.each([400, 401, 402, 403, 404, 405, 409, 410, 422])("%i is not retried", async (status) => {
    const { server, start, getStatus } = await open();
    server.faults.add(failing(status, {}));
    expect(await caught(getStatus(start(["succeeded"])))).toMatchObject({ status });
    expect(server.requests.length).toBe(1);
  });

  test.each([401, 403, 405, 410, 422])("%i ends a wait at once", async (status) => {
    const { server, start, job } = await open();
    server.faults.add(failing(status, { detail: "boom" }));
    const error = await caught(job(start(["succeeded"])).wait());
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, detail: "boom" });
    expect(server.requests.length).toBe(1);
  });
});
