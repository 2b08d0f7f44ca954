import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contractOf } from "../toolchain/contract/support.js";
import reviewed from "./inference.json" with { type: "json" };

const corpus = process.env["SPECLOOM_CORPUS"] ?? "/work/shared/corpus";

/**
 * Read by a person, operation by operation: what of these documents is generated as a pager or a job, and what one would
 * call paginated or job-like that is not. Whatever else is generated is wrong.
 */
const documents = Object.entries(reviewed.generated).map(([path, generated]) => ({ path, generated }));
const missed = Object.values(reviewed.missed).flat().length;
const found = documents.flatMap(({ generated }) => Object.values(generated)).length;

describe.skipIf(!existsSync(corpus))("inference over the corpus, where it is there", () => {
  test.each(documents)("$path", ({ path, generated }) => {
    const { contract } = contractOf(readFileSync(join(corpus, path), "utf8"));
    const jobs = new Set(contract.jobs.map(({ operation }) => operation));
    const inferred = contract.operations.flatMap(({ id, method, path: route, pagination }) => {
      const kind = pagination?.style ?? (jobs.has(id) ? "job" : undefined);
      return kind === undefined ? [] : [[`${method} ${route}`, kind] as const];
    });
    expect(Object.fromEntries(inferred)).toEqual(generated);
  });
});

test("of what a person would call paginated or job-like, all but eight are found", () => {
  expect(found / (found + missed)).toBeGreaterThanOrEqual(0.88);
});
