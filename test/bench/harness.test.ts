import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runChild, startService, wallClock } from "./child.js";
import { inTurn } from "./runtime/runtime.js";
import { stubFetch } from "./runtime/stub-fetch.js";
import { groupInputs } from "./size/groups.js";
import { StatusStub } from "./waiters/status-stub.js";
import { medians } from "./waiters/waiters.js";

describe("processes of their own", () => {
  let folder = "";
  const file = (code: string): string => {
    const path = join(folder, "child.mjs");
    writeFileSync(path, code);
    return path;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "specloom-bench-"));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test("give what they print and the time of their end", async () => {
    const before = wallClock();
    const { stdout, exitedAt } = await runChild(file(`process.stdout.write(typeof gc + process.argv[2])`), ["!"]);
    expect(stdout).toBe("function!");
    expect(exitedAt).toBeGreaterThan(before);
    expect(exitedAt).toBeLessThanOrEqual(wallClock());
  });

  test("fail where they fail", async () => {
    await expect(runChild(file(`process.exit(3)`), [])).rejects.toThrow("child.mjs ended with 3");
  });

  test("answer each line until they are told to stop", async () => {
    const echo = `console.log("ready"); process.stdin.on("data", (line) => console.log(String(line).trim() + "!"))`;
    const service = await startService(file(echo));
    const answers = [service.greeting, await service.ask("a"), await service.ask("b")];
    await service.stop();
    expect(answers).toEqual(["ready", "a!", "b!"]);
  });

  test("fail where they end before they answer", async () => {
    await expect(startService(file(``))).rejects.toThrow("ended before it had answered");
  });
});

describe("the stubbed fetch", () => {
  test("answers anew each time", async () => {
    const init = { headers: { accept: "application/json" } };
    const answers = await Promise.all(
      [1, 2].map(async () => (await stubFetch("https://api.example.com", init)).json()),
    );
    expect(answers).toEqual([expect.objectContaining({ status: 1 }), expect.objectContaining({ status: 1 })]);
  });

  test("reads the signal, of a request and of its options", async () => {
    const aborted = { headers: {}, signal: AbortSignal.abort(new Error("stop")) };
    await expect(stubFetch("https://api.example.com", aborted)).rejects.toThrow("stop");
    await expect(stubFetch(new Request("https://api.example.com", aborted))).rejects.toThrow("stop");
  });
});

test("the stubbed server answers all that is asked in one turn together, and counts", async () => {
  const server = new StatusStub(2);
  expect(await Promise.all(["a", "b", "a"].map((id) => server.status(id)))).toEqual([
    "running",
    "running",
    "succeeded",
  ]);
  expect(await server.status("b")).toBe("succeeded");
  expect({ answered: server.answered, mostInFlight: server.mostInFlight }).toEqual({ answered: 4, mostInFlight: 3 });
});

test("everyone has each place in turn", () => {
  const rounds = [0, 1, 2, 3, 4, 5].map((round) => inTurn(["a", "b", "c"], round).join(""));
  expect(rounds).toEqual(["abc", "acb", "cab", "cba", "bca", "bac"]);
});

test("of several rounds the median of each figure is kept", () => {
  const rounds = [
    { timers: 1, bytes: 30 },
    { timers: 9, bytes: 10 },
    { timers: 2, bytes: 20 },
  ];
  expect(medians(rounds)).toEqual({ timers: 2, bytes: 20 });
});

test("the parts of a bundle are named by their folders, most bytes first, none lost", () => {
  const inputs = {
    "packages/runtime/src/jobs/poll.ts": 300,
    "packages/runtime/src/jobs/job.ts": 400,
    "packages/runtime/src/pagination/paginate.ts": 50,
    "packages/runtime/src/pagination/walk.ts": 60,
    "packages/runtime/src/http/send-once.ts": 90,
    "packages/runtime/src/index.ts": 0,
    "packages/roe/src/client.ts": 20,
    "node_modules/.pnpm/openapi-fetch@0.17.0/node_modules/openapi-fetch/dist/index.mjs": 200,
    "<stdin>": 5,
  };
  expect(groupInputs(inputs).map(({ name, bytes }) => [name, bytes])).toEqual([
    ["runtime: waiting for jobs", 700],
    ["openapi-fetch", 200],
    ["runtime: paging", 110],
    ["runtime: requests and responses", 90],
    ["generated", 20],
    ["other", 5],
  ]);
});

test.each(["", "types/", "generate/peers/", "../github/"])(
  "the peers in %spackage.json are exact versions, locked by their contents and by no registry's address",
  (folder) => {
    const read = (name: string): string => readFileSync(join(import.meta.dirname, folder, name), "utf8");
    const manifest: { readonly dependencies: Record<string, string> } = JSON.parse(read("package.json"));
    const loose = Object.values(manifest.dependencies).filter(
      (version) => !/^(?:npm:[\w-]+@)?\d+\.\d+\.\d+$/u.test(version),
    );
    expect(loose).toEqual([]);
    const lock: { readonly packages: Record<string, { readonly integrity?: string; readonly resolved?: string }> } =
      JSON.parse(read("package-lock.json"));
    const { "": root, ...packages } = lock.packages;
    expect(root).toMatchObject({ dependencies: manifest.dependencies });
    expect(
      Object.values(packages).filter(({ integrity, resolved }) => integrity === undefined || resolved !== undefined),
    ).toEqual([]);
  },
);
