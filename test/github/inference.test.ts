import { join } from "node:path";
import { expect, test } from "vitest";
import { findDocuments } from "../corpus/documents.js";
import { partingOf } from "../inference/judged.js";
import { figuresOf, readJudgements } from "../inference/judgements.js";
import { readParts } from "../inference/parts.js";
import { installGitHub } from "./github.js";

const [judgements = []] = readJudgements(join(import.meta.dirname, "inference.md")).values();
const figures = figuresOf(judgements);

test(`the table of GitHub's document: ${figures.text}`, () => {
  expect(figures.precision).toBe(1);
  expect(figures.recall).toBeGreaterThanOrEqual(0.9);
  expect(figures.lists).toBeGreaterThanOrEqual(0.95);
  // Of two it cannot be known, as the table says of each.
  expect(figures.jobs).toBeGreaterThanOrEqual(0.85);
});

test(
  "is what is inferred, and everything that looks like a list or a job is judged",
  { timeout: 300_000 },
  async () => {
    const { root, documents } = findDocuments(await installGitHub());
    const [document, ...others] = documents;
    expect(others).toEqual([]);
    const parting = document && partingOf(root, document, judgements, readParts().get("GitHub"));
    expect(parting).toEqual({ unjudged: [], changed: [], parts: [] });
  },
);
