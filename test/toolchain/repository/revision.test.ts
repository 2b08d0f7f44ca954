import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { filesOfRevision } from "../../../packages/toolchain/src/repository/states/revision.js";
import { caught } from "../../support/caught.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";

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
  const { read } = await filesOfRevision(repository.root, revision);
  return (await read("specs/acme/source.yaml"))?.text;
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
    expect(await caught(filesOfRevision(shallow.root, revision))).toMatchObject({
      code: "drift/state",
      message: `Expected a document, a folder or a git revision, found '${revision}'`,
      hint: expect.stringContaining("`fetch-depth: 0`"),
    });
  },
);

test.each(["elsewhere", "--output=x", "main...topic"])("%s is no revision of a whole checkout", async (revision) => {
  expect(await caught(filesOfRevision(repository.root, revision))).toMatchObject({
    code: "drift/state",
    hint: expect.stringContaining("Name a document"),
  });
});
