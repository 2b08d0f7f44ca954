import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { partingOf } from "../inference/judged.js";
import { figuresOf, readJudgements } from "../inference/judgements.js";
import { readParts } from "../inference/parts.js";
import { findDocuments } from "./documents.js";

const published = process.env["SPECLOOM_CORPUS"] ?? resolve(import.meta.dirname, "../../../shared/corpus");
const judgements = readJudgements(join(import.meta.dirname, "inference.md"));
const parts = readParts();
const figures = figuresOf([...judgements.values()].flat());

test(`the table of the corpus: ${figures.text}`, () => {
  expect(figures.precision).toBe(1);
  expect(figures.recall).toBeGreaterThanOrEqual(0.9);
  expect(figures.lists).toBeGreaterThanOrEqual(0.95);
  expect(figures.jobs).toBeGreaterThanOrEqual(0.99);
});

describe.skipIf(!existsSync(published))(`inference over the corpus in ${published}, where it is there`, () => {
  test("is what the table says, and everything that looks like a list or a job is judged", () => {
    const { root, documents } = findDocuments(published);
    const valid = documents.filter(({ isValid }) => isValid);
    const partings = valid.map((document) => ({
      path: document.path,
      ...partingOf(root, document, judgements.get(document.path) ?? [], parts.get(document.path)),
    }));
    expect(partings.filter((parting) => [parting.unjudged, parting.changed, parting.parts].flat().length > 0)).toEqual(
      [],
    );
    expect([...judgements.keys()].filter((path) => !valid.some((document) => document.path === path))).toEqual([]);
  });
});
