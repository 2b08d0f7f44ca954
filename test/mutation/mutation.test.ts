import process from "node:process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { propertySeed as seed } from "../support/property.js";
import { commands } from "./commands.js";
import { documents } from "./fixtures.js";
import { mutationsOf } from "./mutations.js";
import { outcomeOf } from "./outcome.js";
import { byKind, failuresOf } from "./trial.js";

/** `pnpm test:long` asks for 200,000. */
const total = Number(process.env["SPECLOOM_MUTATIONS"] ?? 2_000);
/** A failure prints its seed and its path; with both, it alone is repeated. */
const path = process.env["SPECLOOM_PATH"];

/** Each round has a seed of its own, so that what fails late is repeated as fast as what fails early. */
const ROUND = 2_000;

const mutations = mutationsOf(documents);

test("the documents as they are give clients that compile", async () => {
  const valid = documents.flatMap(({ name, texts }) =>
    Object.entries(texts).map(([format, text]) => ({ file: `${name}.${format}`, text, valid: text, line: name })),
  );
  expect(await failuresOf(valid, commands.generate)).toEqual([]);
  const outcomes = await Promise.all(valid.map((document) => outcomeOf(document, commands.generate)));
  expect(outcomes.filter(({ kind }) => kind !== "answered")).toEqual([]);
});

describe("a document with one defect is answered, or refused with file, line and hint", () => {
  // All clients are compiled that differ; the other commands are tried on a tenth of the documents.
  const shares = Object.entries(commands).map(
    ([name, command]) => [name, command, Math.ceil(name === "generate" ? total : total / 10)] as const,
  );

  test.each(shares)("%s", { timeout: 60_000 + 300 * total }, async (_name, command, runs) => {
    const told: string[] = [];
    for (let from = 0; from < (path === undefined ? runs : 1); from += ROUND) {
      const round = { seed: seed + from, numRuns: Math.min(ROUND, runs - from) };
      const given = fc.sample(mutations, path === undefined ? round : { ...round, path, numRuns: 1 });
      const kinds = byKind(await failuresOf(given, command)).map(
        ([{ index, line, message }, count]) =>
          `SPECLOOM_SEED=${round.seed} SPECLOOM_PATH=${path ?? index} ${line}: ${message} (${count} of this kind)`,
      );
      told.push(...kinds);
    }
    expect(told).toEqual([]);
  });
});
