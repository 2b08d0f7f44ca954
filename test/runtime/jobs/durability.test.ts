import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loopback } from "../../support/loopback.js";

const script = fileURLToPath(new URL("../../support/durable-process.ts", import.meta.url));
const journaled = fileURLToPath(new URL("../../support/journaled-process.ts", import.meta.url));

function launch(...args: readonly string[]) {
  return run(script, ...args);
}

function run(file: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.setEncoding("utf8");
  return child;
}

test("[26] one process starts and snapshots, is killed, and a second one finishes: one start request", async () => {
  let running = true;
  let starts = 0;
  let polls = 0;
  const server = await loopback((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.method === "POST") {
      starts++;
      response.end('{"task":{"id":"t 1"}}');
      return;
    }
    polls++;
    response.end(JSON.stringify({ state: running ? "running" : "done", url: request.url }));
  });
  try {
    const first = launch("start", server.url);
    const snapshot = await new Promise<string>((resolve, reject) => {
      let text = "";
      first.stdout.on("data", (chunk: string) => {
        text += chunk;
        const end = text.indexOf("\n");
        if (end >= 0) resolve(text.slice(0, end));
      });
      first.on("exit", () => reject(new Error("the first process ended by itself")));
    });
    const killed = new Promise((resolve) => {
      first.on("exit", (_, signal) => resolve(signal));
    });
    first.kill("SIGKILL");
    expect(await killed).toBe("SIGKILL");
    const before = polls;
    running = false;

    const second = launch("resume", server.url, snapshot);
    let output = "";
    second.stdout.on("data", (chunk: string) => {
      output += chunk;
    });
    const code = await new Promise((resolve) => {
      second.on("close", resolve);
    });
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual({ state: "done", url: "/tasks/t%201" });
    expect(starts).toBe(1);
    expect(polls).toBe(before + 1);
  } finally {
    await server.close();
  }
});

/** When a process is killed: at its n-th request, before or after it was answered. */
const kill = fc.record({ request: fc.integer({ min: 1, max: 5 }), isAnswered: fc.boolean() });

test("[26] a job whose processes are killed at any moment of start, polls and result ends, started once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  // Real processes take their time: a few in each run, two hundred kills in the long one.
  const numRuns = process.env["SPECLOOM_FC_RUNS"] === undefined ? 3 : 100;
  let runs = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(kill, { minLength: 2, maxLength: 2 }), async (kills) => {
        const jobs = new Map<string, { readonly id: string; polls: number }>();
        let left = [...kills];
        let requests = 0;
        let child: ReturnType<typeof run> | undefined;
        const server = await loopback((request, response) => {
          const [next] = left;
          const isLast = next !== undefined && ++requests === next.request;
          if (isLast && !next.isAnswered) {
            left = left.slice(1);
            child?.kill("SIGKILL");
          }
          response.setHeader("content-type", "application/json");
          const key = String(request.headers["idempotency-key"]);
          if (request.method === "POST") {
            const known = jobs.get(key) ?? { id: `t${jobs.size + 1}`, polls: 0 };
            jobs.set(key, known);
            response.end(JSON.stringify({ task: { id: known.id } }));
          } else if (request.url?.endsWith("/result") === true) response.end(JSON.stringify({ result: request.url }));
          else {
            const [known = { polls: 0 }] = jobs.values();
            response.end(JSON.stringify({ state: ++known.polls > 3 ? "done" : "running", progress: known.polls }));
          }
          if (isLast && next.isAnswered) {
            left = left.slice(1);
            response.on("close", () => child?.kill("SIGKILL"));
          }
        });
        const journal = join(folder, `${++runs}.json`);
        try {
          for (let code: unknown = null; code !== 0;) {
            requests = 0;
            child = run(journaled, server.url, journal);
            const ending = child;
            code = await new Promise((resolve) => {
              ending.on("close", resolve);
            });
            expect([0, null]).toContain(code);
          }
          expect(JSON.parse(readFileSync(journal, "utf8"))).toMatchObject({ result: { result: "/tasks/t1/result" } });
          expect(jobs.size).toBe(1);
        } finally {
          await server.close();
        }
      }),
      { numRuns, endOnFailure: true },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 3_600_000);
