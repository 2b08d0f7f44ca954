/** One thing that a page may import, and the smallest program that keeps it in a bundle. */
export interface Entry {
  readonly name: string;
  readonly code: string;
  /** Whether the names in it are ours. */
  readonly ours: boolean;
}

const keep = (names: string, from: string): string =>
  `import { ${names} } from "${from}"; globalThis.kept = [${names}];`;
const call = (expression: string): string => `globalThis.answer = await ${expression};`;

/** Clients, each as one call on a job needs it. */
export const CLIENTS: readonly Entry[] = [
  { name: "Roe, a whole client", code: keep("Roe", "@specloom/roe"), ours: true },
  { name: "Roe, all exports", code: `import * as roe from "@specloom/roe"; globalThis.kept = { ...roe };`, ours: true },
  { name: "fetch", code: call(`(await fetch("https://api.example.com/jobs/1")).json()`), ours: false },
  {
    name: "openapi-fetch",
    code: `import createClient from "plain-openapi-fetch"; ${call(
      `createClient({ baseUrl: "https://api.example.com" }).GET("/jobs/{id}", { params: { path: { id: "1" } } })`,
    )}`,
    ours: false,
  },
  { name: "ky", code: `import ky from "ky"; ${call(`ky.get("https://api.example.com/jobs/1").json()`)}`, ours: false },
  {
    name: "@julep/sdk",
    code: `import { Julep } from "@julep/sdk"; ${call(`new Julep({ apiKey: "key" }).jobs.get("1")`)}`,
    ours: false,
  },
  {
    name: "openai",
    code: `import { OpenAI } from "openai"; ${call(`new OpenAI({ apiKey: "key" }).batches.retrieve("1")`)}`,
    ours: false,
  },
];

/** What an app imports of Roe's client, with the bytes that it may take. */
export interface App extends Entry {
  /** Gzipped bytes that it is to take at most. */
  readonly limit: number;
  /** Gzipped bytes that it takes at most by now, where that is more. */
  readonly today: number;
}

function app(name: string, imports: string, expression: string, limit: number, today = limit): App {
  const client = `import { createClient } from "@specloom/roe"; const client = createClient({ apiKey: "key" });`;
  return { name, code: `${client} ${imports} ${call(expression)}`, ours: true, limit, today };
}

const fromJobs = (name: string): string => `import { ${name} } from "@specloom/roe/agents/jobs";`;

/** Apps that import functions one by one, beside those that take the whole class, or openapi-fetch by itself. */
export const APPS: readonly App[] = [
  app("one GET", fromJobs("getStatus"), `getStatus(client, "1")`, 9_500, 11_790),
  app("a list", fromJobs("list"), `list(client, "1").page()`, 12_500, 15_400),
  app("a wait", fromJobs("waitFor"), `waitFor(client, "1")`, 16_000, 21_180),
  app("a class", `import { Roe } from "@specloom/roe";`, `new Roe({ apiKey: "key" })`, 20_000, 25_810),
  app(
    "raw",
    `import { raw } from "@specloom/roe/raw";`,
    `raw(client).GET("/v1/agents/jobs/{job_id}/status/", { params: { path: { job_id: "1" } } })`,
    12_500,
    15_110,
  ),
];

/** What waits, without a client; ours also pages. */
export const WAITERS: readonly Entry[] = [
  { name: "poll + paginate + scheduler", code: keep("job, paginate", "@specloom/runtime"), ours: true },
  { name: "poll + scheduler", code: keep("job", "@specloom/runtime"), ours: true },
  { name: "paginate", code: keep("paginate", "@specloom/runtime"), ours: true },
  { name: "p-wait-for", code: `import wait from "p-wait-for"; globalThis.kept = wait;`, ours: false },
  { name: "p-retry", code: `import retry from "p-retry"; globalThis.kept = retry;`, ours: false },
  { name: "@smithy/util-waiter", code: keep("createWaiter", "@smithy/util-waiter"), ours: false },
  { name: "@azure/core-lro", code: keep("createHttpPoller", "@azure/core-lro"), ours: false },
];
