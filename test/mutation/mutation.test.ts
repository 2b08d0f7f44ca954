import process from "node:process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { documents } from "./fixtures.js";
import { mutationsOf } from "./mutations.js";
import { outcomeOf } from "./outcome.js";
import { byKind, failuresOf } from "./trial.js";

/** `pnpm test:long` asks for 200,000. */
const total = Number(process.env["SPECLOOM_MUTATIONS"] ?? 2_000);
/** A failure prints its seed and its path; with both, it alone is repeated. */
const seed = Number(process.env["SPECLOOM_SEED"] ?? Date.now() % 2 ** 31);
const path = process.env["SPECLOOM_PATH"];

/** Each round has a seed of its own, so that what fails late is repeated as fast as what fails early. */
const ROUND = 2_000;

/** Milliseconds. */
const timeout = 60_000 + 300 * total;

const mutations = mutationsOf(documents);

test("the documents as they are give clients that compile", async () => {
  const valid = documents.flatMap(({ name, texts }) =>
    Object.entries(texts).map(([format, text]) => ({ file: `${name}.${format}`, text, line: `${name}.${format}` })),
  );
  expect(await failuresOf(valid)).toEqual([]);
  const outcomes = await Promise.all(valid.map(outcomeOf));
  expect(outcomes.filter(({ kind }) => kind !== "generated")).toEqual([]);
});

test(
  "a document with one defect gives a client that compiles, or an error with file, line and hint",
  { timeout },
  async () => {
    for (let from = 0; from < total; from += ROUND) {
      const round = { seed: seed + from, numRuns: Math.min(ROUND, total - from) };
      const failures = await failuresOf(
        fc.sample(mutations, path === undefined ? round : { ...round, path, numRuns: 1 }),
      );
      const told = byKind(failures).map(
        ([{ index, line, message }, count]) =>
          `SPECLOOM_SEED=${round.seed} SPECLOOM_PATH=${path ?? index} ${line}: ${message} (${count} of this kind)`,
      );
      expect(told).toEqual([]);
      if (path !== undefined) return;
    }
  },
);
