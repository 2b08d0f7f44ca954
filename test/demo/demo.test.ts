import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

test("the demonstration shows every kind of end, in less than 20 seconds", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", join(root, "scripts/demo.ts")], {
    cwd: root,
    encoding: "utf8",
    timeout: 20_000,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const expected = [
    "roe      extract an invoice: pending  model overloaded",
    "roe      extract an invoice: succeeded",
    "roe      extract it again: succeeded, from the cache",
    "roe      extract a broken file: failed",
    "julep    index a document: pending  60 %",
    "julep    cancelled by a colleague: cancelled",
    "crosmos  ingest conversations: partial",
    "crosmos  a job that never ends: timed out",
    "JobFailedError: agents.jobs",
    "the file is not a PDF",
    "JobTimeoutError: jobs",
    "page 3: 5 of 15 jobs",
  ];
  for (const line of expected) expect(stdout).toContain(line);
  expect(stdout).not.toContain("stand-in-key");
});
