import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
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

test("CommonJS requires the toolchain", async () => {
  const script = 'process.stdout.write(typeof require("@specloom/toolchain").generate)';
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
