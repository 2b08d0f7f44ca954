import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, inject, test } from "vitest";
import type { PrintTypes } from "../../packages/toolchain/src/emit/print-types.js";
import { schemaModule } from "../../packages/toolchain/src/emit/schema.js";
import { type Finished, run } from "../support/command.js";
import { listFiles, repository } from "./repository.js";

const adopter = inject("adopter");
const golden = join(repository, "test/golden/paginated");

test("the command explains itself", async () => {
  expect(await specloom("--help")).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("generate [options]"),
  });
});

test("the installed toolchain generates what the golden case expects, and finds it fresh", async () => {
  const before = readRepository();
  expect(await specloom("generate")).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^acme: 2 operations, 2 paginated .*; written/u),
  });
  const after = readRepository();
  expect(after).toEqual({ ...before, ...readAll(join(golden, "expected")), "specs/lock.json": expect.any(String) });
  expect(await specloom("generate", "--check")).toMatchObject({ exitCode: 0 });
  expect(readRepository()).toEqual(after);
});

describe("the thread that prints types", () => {
  const json = (document: object): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(document));
  const schemas = (count: number): object => ({
    paths: {},
    components: {
      schemas: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`Schema${index}`, { type: "object", properties: { a: {} } }]),
      ),
    },
  });
  let print: PrintTypes;
  beforeAll(async () => {
    const path = join(adopter, "node_modules/specloom/dist/types-thread.js");
    const { typesThread }: { typesThread: () => PrintTypes } = await import(pathToFileURL(path).href);
    print = typesThread();
  });

  test("prints what this one prints, whatever else it is asked for meanwhile", async () => {
    const documents = [300, 1, 20].map(schemas);
    const waits = documents.map((document) => print(json(document)));
    const printed = await Promise.all(waits.toReversed().map((wait) => wait()));
    expect(printed.toReversed()).toEqual(documents.map((document) => schemaModule(json(document))));
  });

  test("tells who waits that it failed, and goes on", async () => {
    const failing = print(new Uint8Array([0x7b]));
    const next = print(json(schemas(1)));
    await expect(failing()).rejects.toThrow(SyntaxError);
    await expect(next()).resolves.toMatchObject({ names: new Map([["Schema0", "Schema0"]]) });
  });

  test("fails nobody who does not wait", async () => {
    print(new Uint8Array([0x7b]));
    await expect(print(json(schemas(2)))()).resolves.toMatchObject({
      names: new Map(["Schema0", "Schema1"].map((name) => [name, name])),
    });
  });
});

test("CommonJS requires the toolchain", async () => {
  const script = 'process.stdout.write(typeof require("specloom").generate)';
  const finished = await run(process.execPath, ["--eval", script], { cwd: adopter, env: {} });
  expect(finished).toEqual({ exitCode: 0, stdout: "function", stderr: "" });
});

/** Runs the command that the tarball brought, as a user would. */
function specloom(...args: readonly string[]): Promise<Finished> {
  return run("npx", ["--no-install", "specloom", ...args], { cwd: adopter });
}

/** The repository's own files: all but what npm installed. */
function readRepository(): Record<string, string> {
  const folders = ["specs", "generated", "packages"].filter((folder) => existsSync(join(adopter, folder)));
  return Object.assign({}, ...folders.map((folder) => readAll(adopter, folder)));
}

function readAll(root: string, folder = "."): Record<string, string> {
  const paths = listFiles(join(root, folder)).map((file) => join(folder, file));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
