import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withRevision } from "../../../packages/toolchain/src/repository/states/revision.js";
import { readAllStates } from "../../../packages/toolchain/src/repository/states/state-files.js";
import { caught } from "../../support/caught.js";
import { run } from "../../support/command.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";

const program = join(import.meta.dirname, "../../../packages/toolchain/src/cli/specloom.ts");

let repository: TemporaryRepository;
let shallow: TemporaryRepository;

function git(folder: string, ...args: readonly string[]): string {
  const user = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];
  return execFileSync("git", ["-C", folder, ...user, ...args], { encoding: "utf8" }).trim();
}

function commit(text: string): void {
  repository.write("specs/acme/source.yaml", text);
  git(repository.root, "add", "--all");
  git(repository.root, "commit", "--quiet", "--message", text);
}

// main:  first ── second          topic:  first ── third
beforeEach(() => {
  repository = createRepository();
  git(repository.root, "init", "--quiet", "--initial-branch=main");
  commit("first");
  git(repository.root, "checkout", "--quiet", "-b", "topic");
  commit("third");
  git(repository.root, "checkout", "--quiet", "main");
  commit("second");
  git(repository.root, "checkout", "--quiet", "topic");
  shallow = createRepository();
  git(shallow.root, "clone", "--quiet", "--depth=1", `file://${repository.root}`, ".");
});
afterEach(() => {
  repository.remove();
  shallow.remove();
});

async function sourceAt(revision: string): Promise<string | undefined> {
  return withRevision(repository.root, revision, async ({ read }) => (await read("specs/acme/source.yaml"))?.text);
}

test.each([
  ["main", "second"],
  ["HEAD", "third"],
  ["main...", "first"],
  ["HEAD...", "third"],
])("28: %s has the text of the %s commit", async (revision, want) => {
  expect(await sourceAt(revision)).toBe(want);
});

test.each(["origin/main", "origin/main...", "HEAD~1", "0123456789012345678901234567890123456789"])(
  "25: %s, which a shallow checkout does not have, says what to give the checkout",
  async (revision) => {
    expect(await caught(withRevision(shallow.root, revision, readAllStates))).toMatchObject({
      code: "drift/state",
      message: `Expected a document, a folder, an address or a git revision, found '${revision}'`,
      hint: expect.stringContaining("`fetch-depth: 0`"),
    });
  },
);

test.each(["elsewhere", "--output=x", "main...topic"])("%s is no revision of a whole checkout", async (revision) => {
  expect(await caught(withRevision(repository.root, revision, readAllStates))).toMatchObject({
    code: "drift/state",
    hint: expect.stringContaining("Name a document"),
  });
});

test("what is no file is no revision either where there is no repository", async () => {
  const folder = mkdtempSync(join(tmpdir(), "specloom-"));
  expect(await caught(withRevision(folder, "nope.yaml", readAllStates))).toMatchObject({
    code: "drift/state",
    message: "Expected a document, a folder, an address or a git revision, found 'nope.yaml'",
    hint: expect.stringContaining("Check that the file exists."),
  });
  rmSync(folder, { recursive: true });
});

test("28: 2,000 files are read by one process of git", async () => {
  for (let index = 0; index < 2_000; index++) repository.write(`specs/acme/page${index}.md`, `Page ${index}\n`);
  commit("many");
  const log = join(repository.root, "git.log");
  const real = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
  repository.write("bin/git", `#!/bin/sh\necho started >> ${log}\nexec ${real} "$@"\n`);
  chmodSync(join(repository.root, "bin/git"), 0o755);
  const path = process.env["PATH"];
  process.env["PATH"] = `${join(repository.root, "bin")}:${path}`;
  try {
    const states = await withRevision(repository.root, "HEAD", readAllStates);
    expect(states.get("acme")?.documents).toHaveLength(2_000);
  } finally {
    process.env["PATH"] = path;
  }
  expect(readFileSync(log, "utf8")).toBe("started\n");
});

test("28: a process that may open 256 files compares 2,000 of a revision with 2,000 of the working tree", async () => {
  const parts = Array.from({ length: 2_000 }, (_, index) => `parts/p${index}.yaml`);
  for (const part of parts) repository.write(`specs/acme/${part}`, "type: string\n");
  const document = (version: string): string =>
    `openapi: 3.1.0\ninfo: { title: Acme, version: "${version}" }\npaths: {}\n`;
  repository.write("specs/acme/openapi.yaml", document("1"));
  const files = ["openapi.yaml", ...parts].map((file) => `  ${file}: https://acme.example/${file}\n`);
  commit(`name: acme\npackage: acme\ntitle: Acme\ndocument: whole\nentry: openapi.yaml\nfiles:\n${files.join("")}`);
  repository.write("specs/acme/openapi.yaml", document("2"));
  const tsx = createRequire(import.meta.url).resolve("tsx/cli");
  const command = `ulimit -n 256; exec "${process.execPath}" "${tsx}" "${program}" drift --from HEAD`;
  expect(await run("sh", ["-c", command], { cwd: repository.root })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("acme: no changes"),
    stderr: "",
  });
});
