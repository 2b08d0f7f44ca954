import type { RequestListener } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type Loopback, loopback } from "../support/loopback.js";
import { type Finished, run } from "../support/command.js";

const agent = "123e4567-e89b-12d3-a456-426614174000";
const done = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const failed = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
const missing = "16fd2706-8baf-433b-82eb-8c7fada847da";
const organization = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

const output = { key: "total", data_type: "text/plain", value: "42" };

/** Answers of the loopback server by path; a function of the query where that matters. */
const answers: Readonly<Record<string, (query: URLSearchParams, base: string) => unknown>> = {
  [`/v1/agents/${agent}/jobs/`]: (query, base) =>
    query.get("page") === "2"
      ? { count: 2, next: null, results: [{ id: failed }] }
      : { count: 2, next: `${base}/v1/agents/${agent}/jobs/?page=2`, results: [{ id: done }] },
  [`/v1/agents/jobs/${done}/status/`]: () => ({ status: 3, timestamp: 1700000000.25 }),
  [`/v1/agents/jobs/${done}/result/`]: () => ({ outputs: [output] }),
  [`/v1/agents/jobs/${failed}/status/`]: () => ({ status: 4, timestamp: 1700000000.5, error_message: "no such file" }),
};

const answer: RequestListener = (request, response) => {
  const base = `http://${request.headers.host ?? ""}`;
  const { pathname, searchParams } = new URL(request.url ?? "", base);
  const body = answers[pathname]?.(searchParams, base);
  response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(body ?? { detail: "Not found." }));
};

let server: Loopback;

beforeEach(async () => {
  server = await loopback(answer);
});

afterEach(() => server.close());

test("an ES module in plain JavaScript calls over HTTP", async () => {
  const { exitCode, stdout, stderr } = await runConsumer("consumer.mjs", [agent, done, failed, missing]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    listed: [done, failed],
    outputs: [output],
    failure: { known: true, message: expect.stringContaining("no such file") },
    missing: { known: true, status: 404 },
  });
  const [first, second] = server.requests.map(({ url }) => new URL(url ?? "", server.url));
  expect(first?.search).toContain("ordering=-created_at,cost");
  expect(second?.searchParams.get("page")).toBe("2");
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(server.requests.map(() => "Bearer key"));
});

test("CommonJS requires the same packages, without a warning", async () => {
  const { exitCode, stdout, stderr } = await runConsumer("consumer.cjs", [done]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({ names: ["Crosmos", "Julep", "Roe"], status: 3 });
  expect(server.requests.map(({ url }) => url)).toEqual([
    `/v1/agents/jobs/${done}/status/?organization_id=${organization}`,
  ]);
});

/** Runs one of the consumer's files under plain Node, in an environment of its own. */
function runConsumer(file: string, args: readonly string[]): Promise<Finished> {
  const cwd = inject("consumer");
  const env = { ROE_API_KEY: "key", ROE_BASE_URL: server.url, ROE_ORGANIZATION_ID: organization };
  return run(process.execPath, [join(cwd, file), ...args], { cwd, env });
}
