import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "specloom";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";

const root = resolve(import.meta.dirname, "../../..");

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createAcmeRepository();
});
afterEach(() => repository.remove());

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: "", err: "" };
  const code = await main(
    { args, cwd: repository.root, program: "pnpm" },
    { out: (text) => (printed.out += text), err: (text) => (printed.err += text), interactive: false },
  );
  return { code, ...printed };
}

describe("generate", () => {
  test("says what it found and wrote; a second run changes nothing", async () => {
    expect(await run("generate")).toEqual({
      code: 0,
      out: expect.stringMatching(/^acme: 2 operations, 2 paginated \(declared\), 0 jobs; written \(1\d files\)\n$/),
      err: "",
    });
    const files = repository.files();
    const times = repository.times();
    expect(await run("generate", "acme")).toMatchObject({ code: 0, out: expect.stringContaining("unchanged (1") });
    expect(repository.files()).toEqual(files);
    expect(repository.times()).toEqual(times);
  });

  test("works from a folder below the repository", async () => {
    const { code } = await main(
      { args: ["generate"], cwd: join(repository.root, "specs/acme") },
      { out: () => {}, err: () => {}, interactive: false },
    ).then((exit) => ({ code: exit }));
    expect(code).toBe(0);
    expect(Object.keys(repository.files())).toContain("generated/acme/contract.json");
  });

  test("removes what it did not write from its own folders, and nothing elsewhere", async () => {
    repository.write("packages/acme/src/resources/old.ts", "export const old = 1;\n");
    repository.write("packages/acme/notes.txt", "mine\n");
    expect((await run("generate")).out).toContain("1 removed");
    expect(Object.keys(repository.files())).not.toContain("packages/acme/src/resources/old.ts");
    expect(repository.read("packages/acme/notes.txt")).toBe("mine\n");
  });

  test("drops providers that are gone from the lock, and keeps those that were not asked for", async () => {
    await run("generate");
    const lock = JSON.parse(repository.read("specs/lock.json"));
    repository.write("specs/other/source.yaml", "");
    lock.providers.other = { documents: {} };
    lock.providers.gone = { documents: {} };
    repository.write("specs/lock.json", JSON.stringify(lock));
    await run("generate", "acme");
    expect(Object.keys(JSON.parse(repository.read("specs/lock.json")).providers)).toEqual(["acme", "other"]);
  });
});

test("of several providers that fail, the first is told, and nothing is written", async () => {
  // The first is longest to read, so another has failed before it does.
  for (const [name, lines] of [["beta", 50_000] as const, ["gamma", 1] as const, ["zeta", 1] as const]) {
    for (const path of ["specs/acme/source.yaml", "packages/acme/package.json"])
      repository.write(path.replace("acme", name), repository.read(path).replaceAll("acme", name));
    repository.write(`specs/${name}/openapi.yaml`, `openapi: 3.1.0\n${"# A comment\n".repeat(lines)}paths: {`);
  }
  const before = repository.files();
  for (const names of [[], ["zeta", "gamma", "beta"]])
    expect(await run("generate", ...names)).toMatchObject({ code: 2, err: expect.stringContaining("specs/beta/") });
  expect((await run("generate", "zeta", "gamma")).err).toContain("specs/gamma/");
  expect(repository.files()).toEqual(before);
});

describe("generate --check", () => {
  beforeEach(async () => {
    await run("generate");
  });

  test("of an unchanged tree exits 0 and writes nothing", async () => {
    const times = repository.times();
    expect(await run("generate", "--check")).toMatchObject({ code: 0, out: expect.stringContaining("up to date") });
    expect(repository.times()).toEqual(times);
  });

  const changes: [string, () => void, string[]][] = [
    [
      "one byte of a generated file",
      () =>
        repository.write(
          "packages/acme/src/client.ts",
          repository.read("packages/acme/src/client.ts").replace("Acme API", "acme API"),
        ),
      ["changed: packages/acme/src/client.ts", "-/** Client of the acme API. */", "+/** Client of the Acme API. */"],
    ],
    [
      "one byte of the contract",
      () =>
        repository.write(
          "generated/acme/contract.json",
          repository.read("generated/acme/contract.json").replace("{", "["),
        ),
      ["changed: generated/acme/contract.json"],
    ],
    [
      "one byte of the published document",
      () => repository.write("specs/acme/openapi.yaml", `${repository.read("specs/acme/openapi.yaml")}\n`),
      ["changed: specs/lock.json", "sha256"],
    ],
    [
      "one byte of the overlay",
      () =>
        repository.write(
          "specs/acme/overlay.yaml",
          repository.read("specs/acme/overlay.yaml").replace("Offsets", "offsets"),
        ),
      ["changed: specs/lock.json", '"overlay"'],
    ],
    [
      "a generated file removed",
      () => repository.remove("packages/acme/src/index.ts"),
      ["missing: packages/acme/src/index.ts"],
    ],
    [
      "a byte that is no text",
      () => repository.write("packages/acme/src/client.ts", new Uint8Array([255, 10])),
      ["changed: packages/acme/src/client.ts"],
    ],
    [
      "a name edited in the contract",
      () =>
        repository.write(
          "generated/acme/contract.json",
          repository.read("generated/acme/contract.json").replace('"widgets.list"', '"widgets.lisT"'),
        ),
      ["packages/acme/src/resources/widgets.ts", "Restore generated/acme/contract.json from version control"],
    ],
    [
      "a file too many",
      () => repository.write("generated/acme/more.txt", "x"),
      ["extra: generated/acme/more.txt", "-x"],
    ],
    [
      "another line end",
      () =>
        repository.write(
          "packages/acme/src/index.ts",
          repository.read("packages/acme/src/index.ts").replaceAll("\n", "\r\n"),
        ),
      ["changed: packages/acme/src/index.ts"],
    ],
  ];
  test.each(changes)(
    "%s: exits 1 with a diff and the repairing command, and writes nothing",
    async (_title, change, expected) => {
      change();
      const before = repository.times();
      const { code, out } = await run("generate", "--check");
      expect(code).toBe(1);
      for (const part of [...expected, "`pnpm generate"]) expect(out).toContain(part);
      expect(repository.times()).toEqual(before);
    },
  );

  test("a long difference is cut", async () => {
    repository.write("packages/acme/src/schema.ts", "");
    const { out } = await run("generate", "--check");
    expect(out).toMatch(/… \d+ more lines/);
    expect(out.length).toBeLessThan(10_000);
  });
});

describe("usage", () => {
  const cases: [string, string[], number, string][] = [
    ["help", ["--help"], 0, "generate"],
    ["help of a command", ["generate", "--help"], 0, "--check"],
    ["an unknown command", ["generat"], 2, "unknown command 'generat'"],
    ["an unknown option", ["generate", "--chek"], 2, "Did you mean --check?"],
    ["an unknown provider", ["generate", "acne"], 2, "error[provider/unknown]"],
    ["a document in place of a provider", ["lint", "api.yaml"], 2, "Expected the name of a provider, found 'api.yaml'"],
    ["two documents to compare", ["drift", "a b.yaml", "c.yaml"], 2, 'drift --from "a b.yaml" --to c.yaml`'],
    ["one document to compare", ["drift", "./a.yaml"], 2, "drift --from ./a.yaml --to <file>`"],
    ["a folder as a document", ["generate", ".", "-o", "out"], 2, "Expected a file, found a folder"],
    [
      "an overlay that a check would write",
      ["generate", "a.yaml", "-o", "out", "--check", "--write-overlay", "r.yaml"],
      2,
      "option '--write-overlay <file>' cannot be used with option '--check'",
    ],
    ["a check of printed types", ["types", "a.yaml", "-o", "-", "--check"], 2, "has no file to compare"],
    ["types in a folder", ["types", "a.yaml", "-o", "src/api"], 2, "Expected a file whose name ends in `.ts`"],
  ];
  test.each(cases)("%s", async (_title, args, code, text) => {
    const result = await run(...args);
    expect(result.code).toBe(code);
    expect(result.out + result.err).toContain(text);
  });

  test("a repository without providers", async () => {
    repository.remove("specs");
    expect(await run("generate")).toMatchObject({ code: 2, err: expect.stringContaining("error[provider/none]") });
  });
});

/** A module that replaces a function of `fs.promises` before anything else is loaded. */
function preload(name: string, replacement: string): string {
  const code = `import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module";
    globalThis.count = 0; const original = fs.promises.${name};
    fs.promises.${name} = ${replacement}; syncBuiltinESMExports();`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Runs the command line in a process of its own. */
function spawn(
  options: { env?: NodeJS.ProcessEnv; cwd?: string; imports?: string[] } = {},
): ReturnType<typeof spawnSync> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const tsx = ["--import", loader, ...(options.imports ?? []).flatMap((module) => ["--import", module])];
  return spawnSync(
    process.execPath,
    [...tsx, join(root, "packages/toolchain/src/cli/specloom.ts"), "generate", "--root", repository.root],
    {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      encoding: "utf8",
    },
  );
}

test("a folder that is closed to the writer: one error, and nothing changed", async () => {
  await run("generate");
  repository.write("specs/acme/openapi.yaml", repository.read("specs/acme/openapi.yaml").replaceAll("Lists", "Gives"));
  const before = repository.files();
  const folders = ["", "packages", "packages/acme", "packages/acme/src", "generated", "generated/acme", "specs"];
  for (const folder of folders) chmodSync(join(repository.root, folder), 0o555);
  // Root may write anywhere, so it becomes somebody else once all is read.
  const drop = preload(
    "writeFile",
    "(...given) => (process.getuid() === 0 && process.seteuid(65_534), original(...given))",
  );
  const { status, stderr } = spawn({ imports: [drop] });
  for (const folder of folders) chmodSync(join(repository.root, folder), 0o755);
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^error\[output\/unwritable\] \S+\n {2}Cannot write .*EACCES.*\n {2}hint: .+No file was changed/u,
  );
  expect(repository.files()).toEqual(before);
});

test("a run that is killed half-way leaves every file whole, and the next run repairs the rest", async () => {
  await run("generate");
  const before = repository.files();
  repository.write("specs/acme/openapi.yaml", before["specs/acme/openapi.yaml"]?.replaceAll("Lists", "Gives") ?? "");
  const old = repository.files();
  const kill = preload(
    "rename",
    "(...paths) => (++globalThis.count === 4 ? process.kill(process.pid, 'SIGKILL') : original(...paths))",
  );
  expect(spawn({ imports: [kill] }).signal).toBe("SIGKILL");
  const killed = repository.files();
  expect((await run("generate")).code).toBe(0);
  const repaired = repository.files();
  expect(Object.keys(repaired)).toEqual(Object.keys(old));
  const written = Object.keys(repaired).filter((path) => repaired[path] !== old[path]);
  expect(written.filter((path) => killed[path] === repaired[path])).toHaveLength(3);
  expect(written.filter((path) => ![old[path], repaired[path]].includes(killed[path]))).toEqual([]);
});

test("locale, time zone and working folder change no byte", async () => {
  const settings = [
    { env: { LANG: "C", LC_ALL: "C", TZ: "UTC" }, cwd: root },
    { env: { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Chatham" }, cwd: "/" },
  ];
  const outputs = settings.map((setting) => {
    for (const folder of ["generated", "packages/acme/src", "specs/lock.json"]) repository.remove(folder);
    const { status, stderr } = spawn({ ...setting, imports: [] });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return repository.files();
  });
  expect(outputs[1]).toEqual(outputs[0]);
});
