import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { tmpdir } from "node:os";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { hasRedis, pause, RedisServer } from "../durable/support/redis-server.js";
import { run, runOrThrow } from "../support/command.js";
import { type Loopback, loopback } from "../support/loopback.js";
import { readManifest, repository } from "./repository.js";

const packed = inject("packed");
const readme = readFileSync(join(repository, "packages/bullmq/README.md"), "utf8");
const [example = ""] = [...readme.matchAll(/^```ts\n(?<code>.*?)^```$/gmsu)].map(
  (match) => match.groups?.["code"] ?? "",
);

/** Roe, as far as a wait asks: a job has ended at the third status request. */
function roe(): Promise<Loopback> {
  const polls = new Map<string, number>();
  return loopback(({ url = "" }, response) => {
    const [, id = "", what] = /\/jobs\/([^/]+)\/(status|result)\//u.exec(url) ?? [];
    const count = (polls.get(id) ?? 0) + (what === "status" ? 1 : 0);
    polls.set(id, count);
    const body = what === "status" ? { status: count < 3 ? 1 : 3 } : { outputs: [{ key: "answer", value: "42" }] };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  });
}

describe.skipIf(!hasRedis)("@specloom/bullmq outside the workspace", () => {
  const folders = new Map<string, string>();
  let redis: RedisServer | undefined;
  let provider: Loopback | undefined;
  let root = "";

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "specloom-bullmq-"));
    [redis, provider] = await Promise.all([RedisServer.start(), roe()]);
    const nodeTypes = `@types/node@${readManifest(repository).devDependencies?.["@types/node"] ?? ""}`;
    for (const version of ["5", "6"]) {
      const folder = join(root, version);
      mkdirSync(folder);
      writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
      const tarballs = ["runtime", "roe", "bullmq"].map((name) => join(packed, `specloom-${name}.tgz`));
      const what = [...tarballs, `bullmq@${version}`, "ioredis@5", nodeTypes];
      await runOrThrow("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...what], { cwd: folder });
      writeFileSync(join(folder, "example.ts"), example);
      writeFileSync(join(folder, "example.js"), javascript(example));
      copyFileSync(join(import.meta.dirname, "bullmq-worker.mjs"), join(folder, "worker.mjs"));
      folders.set(version, folder);
    }
  }, 240_000);

  afterAll(async () => {
    await Promise.all([provider?.close(), redis?.stop()]);
    rmSync(root, { recursive: true, force: true });
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    REDIS_URL: `redis://127.0.0.1:${redis?.port ?? 0}`,
    ROE_BASE_URL: provider?.url,
    ROE_API_KEY: "key",
    ROE_ORGANIZATION_ID: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
  });

  const start = (version: string, file: string): { readonly child: ChildProcess; readonly output: () => string } => {
    const stdio = ["ignore", "pipe", "pipe"] as const;
    const child = spawn(process.execPath, [file], { cwd: folders.get(version), env: environment(), stdio: [...stdio] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    return { child, output: () => output };
  };

  const exited = (child: ChildProcess): Promise<unknown> =>
    new Promise((resolve) => {
      child.once("exit", (code) => resolve(code));
    });

  test.each(["5", "6"])(
    "the README's example runs as it stands with BullMQ %s, and ends at SIGTERM",
    async (version) => {
      const { child, output } = start(version, "example.js");
      while (child.exitCode === null && !output().includes("42")) await pause(50);
      child.kill("SIGTERM");
      expect({ output: output(), code: await exited(child) }).toEqual({
        output: expect.stringContaining("{ key: 'answer', value: '42' }"),
        code: 0,
      });
      // With the second version the settlement is there already: the key names one wait.
      if (version === "5") expect(output()).toContain("order-7 succeeded");
    },
  );

  test.each(["5", "6"])("its types are those of BullMQ %s", async (version) => {
    const options = ["--module", "NodeNext", "--target", "ES2022", "--lib", "ES2022,DOM", "--strict", "--skipLibCheck"];
    const tsc = join(inject("checkers"), "typescript/bin/tsc");
    const args = [tsc, "--noEmit", "--types", "node", ...options, "example.ts"];
    const { exitCode, stdout } = await run(process.execPath, args, { cwd: folders.get(version) ?? "" });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
  });

  test("[D15] workers with BullMQ 5 and 6 share a queue", async () => {
    const workers = ["5", "6"].map((version) => start(version, "worker.mjs"));
    const adding = `
      import { DurableWaits, kind } from "@specloom/bullmq";
      import { Roe } from "@specloom/roe";
      const kinds = { agent: kind({ resource: new Roe().agents.jobs }) };
      const waits = new DurableWaits({ name: "mixed", connection: { url: process.env.REDIS_URL }, kinds });
      const keys = Array.from({ length: 60 }, (_, index) => \`mixed-\${index}\`);
      await waits.addAll(keys.map((key) => [key, { kind: "agent", job: key }]));
      const all = await Promise.all(keys.map((key) => waits.settled(key, "agent")));
      console.log(all.filter(({ kind }) => kind === "succeeded").length);
      await waits.close();`;
    writeFileSync(join(folders.get("5") ?? "", "adding.mjs"), adding);
    const { child, output } = start("5", "adding.mjs");
    expect(await exited(child)).toBe(0);
    expect(output().trim()).toBe("60");
    for (const worker of workers) worker.child.kill("SIGTERM");
    expect(await Promise.all(workers.map((worker) => exited(worker.child)))).toEqual([0, 0]);
    const printed = workers.map((worker) => worker.output());
    expect(printed.map((text) => /^bullmq (\d)/mu.exec(text)?.[1])).toEqual(["5", "6"]);
    for (const text of printed) expect(text).toContain("settled\n");
  });
});

function javascript(code: string): string {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}
