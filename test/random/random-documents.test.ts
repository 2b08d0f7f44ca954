import process from "node:process";
import { ApiError } from "@specloom/runtime";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { propertySeed as seed } from "../support/property.js";
import { typeCheck } from "../support/type-check.js";
import { clearClients, randomClient, type RandomClient } from "./client.js";
import { decode, expected } from "./decode.js";
import { type Case, cases, type Operation } from "./operations.js";
import { type RandomServer, randomServer } from "./server.js";
import { received } from "./values.js";

/** `pnpm test:long` asks for 500. A failure prints its seed, which `SPECLOOM_SEED` takes. */
const numRuns = Number(process.env["SPECLOOM_DOCUMENTS"] ?? 25);
/** Milliseconds; what a failure takes to shrink has its end too. */
const interruptAfterTimeLimit = 300_000 + 10_000 * numRuns;
const bounds = { seed, numRuns, interruptAfterTimeLimit, markInterruptAsFailure: true };
const timeout = 2 * interruptAfterTimeLimit;

type Calls = Readonly<Record<string, (base: object) => Promise<unknown>>>;

let server: RandomServer;
let written = 0;
const clients: RandomClient[] = [];

beforeAll(async () => {
  clearClients();
  server = await randomServer();
});
afterAll(() => server.close());

test(
  "the server decodes what calls of random documents pass, and what it answers comes back",
  { timeout },
  async () => {
    const property = fc.asyncProperty(cases, async (given) => {
      const client = await randomClient(given, `${written++}`, server.url);
      clients.push(client);
      const calls: Calls = await import(client.calls);
      for (const [index, operation] of given.operations.entries())
        await checkCall(calls[`call${index}`], given, index, operation);
    });
    await expect(fc.assert(property, bounds)).resolves.toBeUndefined();
  },
);

test("their clients, and the calls, type-check", { timeout }, async () => {
  expect(clients.length).toBeGreaterThanOrEqual(numRuns);
  const found = [...typeCheck(clients.flatMap(({ files }) => files))];
  const [failed] = found.map(([file]) => clients.findIndex(({ files }) => files.includes(file)));
  if (failed === undefined || failed >= numRuns) return expect(found).toEqual([]);
  // All were compiled at once; what failed is made small by itself.
  const property = fc.asyncProperty(cases, async (given) => {
    const { files } = await randomClient(given, `${written++}`, server.url);
    expect([...typeCheck(files)]).toEqual([]);
  });
  await fc.assert(property, { ...bounds, path: `${failed}` });
  return expect(found).toEqual([]);
});

async function checkCall(
  call: Calls[string] | undefined,
  given: Case,
  index: number,
  operation: Operation,
): Promise<void> {
  const answer = operation.responses.declared[operation.responses.answered];
  if (answer === undefined || call === undefined) throw new Error("every operation is called and answered");
  server.answer(answer);
  const outcome = await settled(call);
  const [request, ...more] = server.arrived();
  if (request === undefined) throw new Error("nothing arrived", { cause: outcome.error });
  expect(more).toEqual([]);
  expect(decode(request, given, index, operation)).toEqual(expected(given, operation));
  const body = operation.method === "head" ? undefined : received(answer.value);
  expect(outcome).toEqual({ status: answer.sent, body });
}

interface Outcome {
  readonly status?: number;
  readonly body?: unknown;
  readonly error?: unknown;
}

/** What a call gives, or the error that the server answered. */
async function settled(call: Calls[string]): Promise<Outcome> {
  try {
    const reply: { data?: unknown; status?: number } = Object(await call({ maxRetries: 0 }));
    const { data, status = 0 } = reply;
    if (!(data instanceof Blob)) return { status, body: data };
    return { status, body: { bytes: Buffer.from(await data.arrayBuffer()).toString("base64") } };
  } catch (error) {
    return error instanceof ApiError ? { status: error.status, body: error.body } : { error };
  }
}
