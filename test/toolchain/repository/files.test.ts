import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { afterEach, describe, expect, test } from "vitest";
import { applyChanges, compareFiles } from "../../../packages/toolchain/src/repository/files.js";
import { run } from "../../support/command.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";

const SOURCES = join(import.meta.dirname, "../../../packages/toolchain/src");

let repository: TemporaryRepository;
afterEach(() => repository.remove());

describe("comparing", () => {
  test("missing, changed and extra files are found; extra ones only in owned folders", async () => {
    repository = createRepository({ "out/same": "1", "out/changed": "old", "out/deep/extra": "x", "other/file": "y" });
    const texts = new Map([
      ["out/same", "1"],
      ["out/changed", "new"],
      ["out/missing", "m"],
    ]);
    expect(await compareFiles(repository.root, texts, ["out", "absent"])).toEqual([
      { path: "out/changed", before: "old", after: "new" },
      { path: "out/deep/extra", before: "x", after: undefined },
      { path: "out/missing", before: undefined, after: "m" },
    ]);
  });

  test("a difference in line ends or a byte order mark is a difference", async () => {
    repository = createRepository({ a: "x\r\n", b: "\uFEFFx\n" });
    const texts = new Map([
      ["a", "x\n"],
      ["b", "x\n"],
    ]);
    expect((await compareFiles(repository.root, texts, [])).map(({ path }) => path)).toEqual(["a", "b"]);
  });
});

test("a thousand files are compared by a process that may open 100", async () => {
  const paths = Array.from({ length: 1_000 }, (_, index) => `out/${index % 200}/file${index}`);
  repository = createRepository(Object.fromEntries(paths.map((path) => [path, "1"])));
  const code = `import { compareFiles } from ${JSON.stringify(join(SOURCES, "repository/files.ts"))};
    const changes = await compareFiles(${JSON.stringify(repository.root)}, new Map([["out/new", "2"]]), ["out"]);
    console.log(changes.length);`;
  const loader = createRequire(import.meta.url).resolve("tsx");
  const node = `"${process.execPath}" --import "${loader}" --input-type=module --eval "$0"`;
  const ended = await run("sh", ["-c", `ulimit -n 100; exec ${node}`, code], { cwd: repository.root });
  expect(ended).toEqual({ exitCode: 0, stdout: "1001\n", stderr: "" });
});

describe("applying", () => {
  test("writes, makes folders, removes, and leaves no temporary file, its own or an older run's", async () => {
    repository = createRepository({ "out/a": "old", "out/b": "gone" });
    repository.write("out/a.specloom-999999999-00000000-0000-0000-0000-000000000000.tmp", "half");
    await applyChanges(repository.root, [
      { path: "out/a", before: "old", after: "new" },
      { path: "out/b", before: "gone", after: undefined },
      { path: "out/c/d", before: undefined, after: "made" },
    ]);
    expect(repository.files()).toEqual({ "out/a": "new", "out/c/d": "made" });
  });

  test("where one file cannot be written, none is changed", async () => {
    repository = createRepository({ "out/a": "old" });
    repository.write("out/blocked", "a file where a folder is needed");
    const before = repository.files();
    await expect(
      applyChanges(repository.root, [
        { path: "out/a", before: "old", after: "new" },
        { path: "out/blocked/b", before: undefined, after: "b" },
      ]),
    ).rejects.toMatchObject({ code: "output/unwritable", location: { file: "out/blocked/b" } });
    expect(repository.files()).toEqual(before);
  });

  test("two runs at once leave each other's work alone", async () => {
    repository = createRepository();
    const files = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({ path: `out/${name}${index}`, before: undefined, after: name }));
    await Promise.all([
      applyChanges(repository.root, files("long", 200)),
      applyChanges(repository.root, files("short", 1)),
      applyChanges(repository.root, files("other", 1)),
    ]);
    expect(Object.keys(repository.files())).toHaveLength(202);
  });

  test("folders made for files that cannot be written go again", async () => {
    repository = createRepository({ blocked: "a file where a folder is needed" });
    await expect(
      applyChanges(repository.root, [
        { path: "new/deep/a", before: undefined, after: "a" },
        { path: "blocked/b", before: undefined, after: "b" },
      ]),
    ).rejects.toMatchObject({ code: "output/unwritable" });
    expect(readdirSync(repository.root)).toEqual(["blocked"]);
  });

  test("what fails after the first file was written says so", async () => {
    repository = createRepository({ "out/a": "old" });
    mkdirSync(join(repository.root, "out/gone"));
    await expect(
      applyChanges(repository.root, [
        { path: "out/a", before: "old", after: "new" },
        { path: "out/gone", before: "", after: undefined },
      ]),
    ).rejects.toMatchObject({ code: "output/interrupted", message: expect.stringContaining("1 of 1 files written") });
    expect(repository.read("out/a")).toBe("new");
  });

  test("a folder in a file's place is reported before anything is renamed", async () => {
    repository = createRepository({ "out/a": "old" });
    mkdirSync(join(repository.root, "out/z"));
    await expect(
      applyChanges(repository.root, [
        { path: "out/a", before: "old", after: "new" },
        { path: "out/z", before: undefined, after: "z" },
      ]),
    ).rejects.toMatchObject({ code: "output/unwritable", location: { file: "out/z" } });
    expect(repository.read("out/a")).toBe("old");
    expect(readdirSync(join(repository.root, "out")).toSorted()).toEqual(["a", "z"]);
  });
});
