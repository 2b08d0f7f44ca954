import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loopback } from "../../support/loopback.js";

const script = fileURLToPath(new URL("../../support/durable-process.ts", import.meta.url));

function launch(...args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
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
