import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "specloom";
import { concernsGeneration, watchedFolders } from "../../../../packages/toolchain/src/cli/watch/folders.js";
import { type Clock, DebouncedRunner } from "../../../../packages/toolchain/src/cli/watch/debounced-runner.js";
import { runWatch } from "../../../../packages/toolchain/src/cli/watch/watch.js";
import { type CommandContext, createContext } from "../../../../packages/toolchain/src/cli/context.js";
import { createAcmeRepository } from "../../../support/acme-repository.js";
import { standaloneRequest } from "../../../../packages/toolchain/src/cli/standalone/request.js";
import { runStandaloneWatch } from "../../../../packages/toolchain/src/cli/standalone/watch.js";
import { createRepository, type TemporaryRepository } from "../../../support/repository.js";

/** The context of a command in a folder. `say` gets all that the command prints. */
function contextOf(folder: string, say: (text: string) => void): CommandContext {
  const terminal = { out: say, err: say, annotate: say, interactive: false };
  const environment = { terminal, cwd: folder, program: "specloom", env: {}, network: undefined };
  return createContext(environment, { root: folder, json: false, quiet: false });
}

/** A clock that stands until it is moved. */
function stillClock(): Clock & { move(milliseconds: number): void } {
  let now = 0;
  let pending: { readonly at: number; readonly run: () => void }[] = [];
  return {
    after(milliseconds, run) {
      const entry = { at: now + milliseconds, run };
      pending.push(entry);
      return () => (pending = pending.filter((other) => other !== entry));
    },
    move(milliseconds) {
      now += milliseconds;
      const due = pending.filter(({ at }) => at <= now);
      pending = pending.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}

describe("runs", () => {
  test("come once things are quiet, one for all that changed", () => {
    const clock = stillClock();
    let runs = 0;
    const runner = new DebouncedRunner(async () => void runs++, clock, 100);
    runner.changed();
    clock.move(99);
    runner.changed();
    clock.move(99);
    expect(runs).toBe(0);
    clock.move(1);
    expect(runs).toBe(1);
  });

  test("are one at a time; what changes meanwhile is for one more", async () => {
    const clock = stillClock();
    const ends: (() => void)[] = [];
    const runner = new DebouncedRunner(() => new Promise((end) => ends.push(end)), clock, 100);
    const change = (): void => {
      runner.changed();
      clock.move(100);
    };
    change();
    change();
    change();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await expect.poll(() => ends.length).toBe(2);
    const stopped = runner.stop();
    change();
    ends[1]?.();
    await stopped;
    expect(ends).toHaveLength(2);
  });

  test("do not begin after the end, however much had changed", async () => {
    const clock = stillClock();
    let runs = 0;
    const runner = new DebouncedRunner(async () => void runs++, clock, 100);
    runner.changed();
    await runner.stop();
    clock.move(1_000);
    runner.changed();
    clock.move(1_000);
    expect(runs).toBe(0);
  });
});

test.each([
  ["specs/acme/openapi.yaml", true],
  ["specs/acme", true],
  ["specs/acme/parts/job.yaml", true],
  ["packages/acme/custom/stable-walk.ts", true],
  ["packages/acme/package.json", true],
  ["specs/lock.json", false],
  ["specs/lock.json.specloom-1-2.tmp", false],
  ["specs/acme/.overlay.yaml.swp", false],
  ["packages/acme/README.md", false],
  ["packages/acme/src/client.ts", false],
])("a change of %s is one to generate for: %s", (path, want) => {
  expect(concernsGeneration(path)).toBe(want);
});

describe("a repository", () => {
  let repository: TemporaryRepository;
  beforeEach(() => {
    repository = createAcmeRepository();
  });
  afterEach(() => repository.remove());

  test("is watched where people write, not where it is generated to", async () => {
    await main({ args: ["generate"], cwd: repository.root }, { out: () => {}, err: () => {}, interactive: false });
    repository.write("specs/acme/parts/job.yaml", "a: 1\n");
    repository.write("packages/acme/custom/more.ts", "");
    expect(watchedFolders(repository.root)).toEqual([
      "specs",
      "specs/acme",
      "specs/acme/parts",
      "packages/acme",
      "packages/acme/custom",
    ]);
  });

  test.each([
    ["no repository", ["generate", "--watch"], "provider/none", "specs"],
    ["no provider of the name", ["generate", "acmee", "--watch"], "provider/unknown", "specs/none"],
    ["no folder of the document", ["generate", "none/api.yaml", "-o", "api", "--watch"], "output/watch", "specs/none"],
  ])("that is not there ends the watch with an error: %s", async (_title, args, code, missing) => {
    repository.remove(missing);
    const told: string[] = [];
    const terminal = { out: () => {}, err: (text: string) => void told.push(text), interactive: false };
    expect(await main({ args, cwd: repository.root }, terminal)).toBe(2);
    expect(told.join("")).toContain(`error[${code}]`);
  });

  test("that goes leaves a watch that says so, and has an end", async () => {
    const told: string[] = [];
    const say = (text: string): void => void told.push(text);
    const context = contextOf(repository.root, say);
    const end = new AbortController();
    const clock: Clock = { after: (_milliseconds, run) => (run(), () => {}) };
    const watching = runWatch([], context, { clock, signal: end.signal });
    await expect.poll(() => told.join("")).toContain("Watching for changes");
    repository.remove("specs");
    await expect.poll(() => told.join("")).toContain("error[provider/none]");
    end.abort();
    expect(await watching).toBe(0);
  });

  test("is generated, again at each change, and after a mistake; the end is clean", async () => {
    const told: string[] = [];
    const terminal = {
      out: (text: string) => void told.push(text),
      err: (text: string) => void told.push(text),
      annotate: () => {},
      interactive: false,
    };
    const settings = { root: repository.root, json: false, quiet: false };
    const context = createContext(
      { terminal, cwd: repository.root, program: "specloom", env: {}, network: undefined },
      settings,
    );
    const end = new AbortController();
    // What changed is acted on at once: how long it is quiet is the runner's business.
    const clock: Clock = {
      after(_milliseconds, run) {
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      },
    };
    const watching = runWatch([], context, { clock, signal: end.signal });
    const says = (text: string) => expect.poll(() => told.join("")).toContain(text);
    await says("Watching for changes");
    expect(told.join("")).toContain("acme: 2 operations, 2 paginated (declared), 0 jobs; written");

    const overlay = repository.read("specs/acme/overlay.yaml");
    repository.write("specs/acme/overlay.yaml", "overlay: [");
    await says("error[");
    repository.write("specs/acme/overlay.yaml", overlay);
    const openapi = repository.read("specs/acme/openapi.yaml");
    repository.write("specs/acme/openapi.yaml", openapi.replace("label:", "caption:"));
    await expect.poll(() => repository.read("generated/acme/openapi.yaml")).toContain("caption:");
    end.abort();
    expect(await watching).toBe(0);
  });
});

describe("the client of a document", () => {
  let repository: TemporaryRepository;
  beforeEach(() => (repository = createRepository()));
  afterEach(() => repository.remove());

  const part = (name: string): string => `type: object\nproperties: { ${name}: { type: string } }\n`;
  const document = (reference: string): string =>
    `openapi: 3.1.0
info: { title: Acme, version: "1" }
paths:
  /a:
    get:
      operationId: a
      responses: { "200": { description: A, content: { application/json: { schema: { $ref: ${reference} } } } } }
`;

  test.each([
    ["a folder below", "parts/a.yaml", { "parts/a.yaml": part("first") }],
    ["a folder of a folder", "parts/deep/a.yaml", { "parts/deep/a.yaml": part("first") }],
    ["a part of a part", "one/a.yaml", { "one/a.yaml": "$ref: two/b.yaml\n", "one/two/b.yaml": part("first") }],
  ])("is generated again after a change in %s", async (_title, reference, parts) => {
    repository.write("package.json", "{}");
    repository.write("tsconfig.json", "{}");
    repository.write("api/openapi.yaml", document(reference));
    for (const [path, text] of Object.entries(parts)) repository.write(`api/${path}`, text);
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    const context = contextOf(repository.root, say);
    const request = standaloneRequest(["api/openapi.yaml"], { output: "src/api", hosts: [], timeoutMs: 1000 });
    const end = new AbortController();
    const clock: Clock = { after: (_milliseconds, run) => (run(), () => {}) };
    if (request === undefined) throw new RangeError("There is no request");
    const watching = runStandaloneWatch(request, context, { clock, signal: end.signal });
    await expect.poll(() => said.join("")).toContain("Watching for changes");
    expect(said.join("")).toContain("; written");
    const types = (): string => ["schema", "models"].map((name) => repository.read(`src/api/${name}.ts`)).join("");
    expect(types()).toContain("first?: string");
    repository.write(`api/${Object.keys(parts).at(-1) ?? ""}`, part("second"));
    await expect.poll(types, { timeout: 10_000 }).toContain("second?: string");
    end.abort();
    expect(await watching).toBe(0);
  });
});
