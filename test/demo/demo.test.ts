import { expect, test } from "vitest";
import { fastClock } from "../support/fast-clock.js";
import { demonstrate } from "./demo.js";

test("the demonstration shows every kind of end", async () => {
  let shown = "";
  await demonstrate({ print: (line) => (shown += `${line}\n`), interactive: false, clock: fastClock() });
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
  for (const line of expected) expect(shown).toContain(line);
  expect(shown).not.toContain("stand-in-key");
});
