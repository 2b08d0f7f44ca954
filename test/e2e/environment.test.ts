import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { slowBody, unavailable } from "../support/stand-ins/faults.js";
import { ROE_ORGANIZATION_ID } from "../support/stand-ins/roe.js";
import { startStandIns } from "../support/stand-ins/stand-ins.js";
import { asked } from "./clients.js";
import type { EnvironmentCall } from "./environment-client.js";

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL("environment-client.ts", import.meta.url));

/** The result of each call in a process with these variables and without ours. */
async function endings(
  env: Readonly<Record<string, string>>,
  calls: readonly EnvironmentCall[],
): Promise<readonly string[]> {
  const { PATH = "" } = process.env;
  const args = ["--import", "tsx", SCRIPT, JSON.stringify(calls)];
  const { stdout } = await run(process.execPath, args, { env: { PATH, ...env } });
  return JSON.parse(stdout);
}

async function openAll() {
  const servers = await startStandIns({ key: "key-of-env" });
  onTestFinished(servers.close);
  const ids = {
    roe: servers.roe.startJob({ script: [{ status: 3 }] }),
    julep: servers.julep.startJob({ script: [{ state: "succeeded" }] }),
    crosmos: servers.crosmos.startJob({ script: [{ status: "completed" }] }),
  };
  return { servers, ids, statusLine: `GET /v1/agents/jobs/${ids.roe}/status/?organization_id=${ROE_ORGANIZATION_ID}` };
}

test("every variable reaches the wire: keys, organisation, base URLs, time limit in seconds, retries", async () => {
  const { servers, ids, statusLine } = await openAll();
  const { roe, julep, crosmos } = servers;
  // The first request takes longer than the limit, the second fails, and there is no third.
  roe.faults.add(slowBody(3_600_000));
  roe.faults.add(unavailable(), { times: 2 });
  const env = {
    ROE_API_KEY: roe.key,
    ROE_ORGANIZATION_ID,
    ROE_BASE_URL: roe.url,
    ROE_TIMEOUT: "1000",
    ROE_MAX_RETRIES: "1",
    JULEP_API_KEY: ` ${julep.key}\n`,
    JULEP_BASE_URL: `${julep.url}/`,
    CROSMOS_API_KEY: crosmos.key,
    CROSMOS_BASE_URL: crosmos.url,
  };
  const [ofRoe, ...others] = await endings(env, [
    { provider: "roe", id: ids.roe },
    { provider: "julep", id: ids.julep },
    { provider: "crosmos", id: ids.crosmos },
  ]);
  expect(ofRoe).toMatch(/^ServerError: .*503.* after 1000 s$/);
  expect(others).toEqual(["ok after 0 s", "ok after 0 s"]);
  expect(asked(roe)).toEqual([statusLine, statusLine]);
  expect(asked(julep)).toEqual([`GET /api/jobs/${ids.julep}`]);
  expect(asked(crosmos)).toEqual([`GET /api/v1/jobs/${ids.crosmos}`]);
  for (const { headers } of [...roe.requests, ...julep.requests, ...crosmos.requests]) {
    expect(headers["authorization"]).toBe("Bearer key-of-env");
  }
});

test("an option wins over its variable, 0 retries too", async () => {
  const { servers, ids, statusLine } = await openAll();
  const { roe } = servers;
  roe.faults.add(unavailable());
  const env = {
    ROE_API_KEY: "wrong-key",
    ROE_ORGANIZATION_ID: "wrong",
    ROE_BASE_URL: "http://127.0.0.1:1",
    ROE_TIMEOUT: "0.001",
    ROE_MAX_RETRIES: "9",
  };
  const options = {
    apiKey: roe.key,
    organizationId: ROE_ORGANIZATION_ID,
    baseUrl: roe.url,
    timeoutMs: 60_000,
    maxRetries: 0,
  };
  const [ending] = await endings(env, [{ provider: "roe", id: ids.roe, options }]);
  expect(ending).toMatch(/^ServerError: .*503/);
  expect(asked(roe)).toEqual([statusLine]);
  expect(roe.requests[0]?.headers["authorization"]).toBe(`Bearer ${roe.key}`);
});

const rows: readonly [string, Readonly<Record<string, string>>, readonly RegExp[]][] = [
  [
    "a key that is missing",
    {},
    [
      /^ConfigurationError: roe needs a credential: pass `apiKey` or set ROE_API_KEY$/,
      /^ConfigurationError: julep needs a credential: pass `apiKey` or set JULEP_API_KEY$/,
      /^ConfigurationError: crosmos needs a credential: pass `apiKey` or set CROSMOS_API_KEY$/,
    ],
  ],
  [
    "a value that cannot be used",
    {
      ROE_API_KEY: "key",
      ROE_TIMEOUT: "soon",
      JULEP_API_KEY: "key",
      JULEP_BASE_URL: "/api",
      CROSMOS_API_KEY: "   ",
    },
    [
      /^ConfigurationError: The environment variable ROE_TIMEOUT must be a number/,
      /^ConfigurationError: baseUrl \(or JULEP_BASE_URL\) is not an absolute URL$/,
      /^ConfigurationError: crosmos needs a credential: .*CROSMOS_API_KEY$/,
    ],
  ],
];
test.each(rows)("%s is told by the name of the variable", async (_name, env, messages) => {
  const id = "x";
  const found = await endings(env, [
    { provider: "roe", id },
    { provider: "julep", id },
    { provider: "crosmos", id },
  ]);
  for (const [index, message] of messages.entries()) expect(found[index]?.replace(/ after 0 s$/u, "")).toMatch(message);
});
