import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { installLocked } from "../support/locked-packages.js";
import { hasPostgres, PostgresServer } from "./support/postgres-server.js";
import { compileProgram } from "./support/program.js";
import { Provider } from "./support/provider.js";
import { until } from "./support/scene.js";

const isFull = Number(process.env["SPECLOOM_WAITS"] ?? 0) === 0;
const WAITS = 40;
/** A job ends after about ten seconds. */
const POLLS = 12;

describe.skipIf(!hasPostgres || !isFull)("the recipe for DBOS", () => {
  test("forty waits, killed half-way: all of them end", async () => {
    const modules = await installLocked(join(import.meta.dirname, "../packages/recipes"));
    const [postgres, provider] = await Promise.all([PostgresServer.start(), Provider.start(POLLS)]);
    const program = await compileProgram(join(import.meta.dirname, "support/dbos-process.ts"), dirname(modules));
    const launch = (mode: string): { readonly child: ChildProcess; readonly output: () => string } => {
      const args = [program, mode, postgres.url, provider.url, String(WAITS)];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
      return { child, output: () => output };
    };
    const ended = (): number => [...provider.polls.values()].filter((times) => times.length >= POLLS).length;
    const polled = (): number => [...provider.polls.values()].reduce((sum, times) => sum + times.length, 0);
    try {
      const first = launch("start");
      await until(() => first.output().includes("launched"));
      await until(() => ended() > 0 || polled() > (WAITS * POLLS) / 2);
      first.child.kill("SIGKILL");
      const open = WAITS - ended();
      expect(open).toBeGreaterThan(0);
      const second = launch("resume");
      await until(() => second.output().includes("ended") || second.child.exitCode !== null);
      expect(second.output()).toContain(`ended ${WAITS}\n`);
      process.stdout.write(`DBOS: ${WAITS} waits, killed with ${open} open: ${second.output().split("\n")[1]}\n`);
    } finally {
      await Promise.all([provider.close(), postgres.stop()]);
    }
  });
});
