import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { partingOf } from "./judged.js";
import { readParts } from "./parts.js";
import { figuresOf, type Judgement, readJudgements } from "./judgements.js";

const fixtures = join(import.meta.dirname, "fixtures");
const lists = { path: "lists.yaml", files: ["lists.yaml"], isValid: true };
const judged = (operation: string, is: Judgement["is"], generated?: string): Judgement => ({
  operation,
  is,
  generated,
});
const complete = [
  judged("GET /paged", "paginated", "page"),
  judged("GET /whole", "neither"),
  judged("GET /things/{id}", "neither"),
  judged("GET /health", "neither"),
  judged("POST /search", "neither"),
];

describe("a table of judgements", () => {
  test("fits its document where every list, every state and every cursor is judged", () => {
    expect(partingOf(fixtures, lists, complete)).toEqual({ unjudged: [], changed: [], parts: [] });
  });

  test.each(complete.map((judgement) => [judgement.operation, judgement] as const))("needs %s", (operation, left) => {
    const others = complete.filter((judgement) => judgement !== left);
    expect(partingOf(fixtures, lists, others)).toEqual({ unjudged: [operation], changed: [], parts: [] });
  });

  test("tells what is generated in another way", () => {
    const changed = [
      ...complete.slice(1),
      judged("GET /paged", "paginated", "offset /items"),
      judged("GET /gone", "job", "job /state"),
    ];
    expect(partingOf(fixtures, lists, changed).changed).toEqual([
      "GET /paged: offset /items, now page",
      "GET /gone: job /state, now -",
    ]);
  });
});

test.each([
  ["all right", [judged("a", "paginated", "page"), judged("b", "job", "job /s"), judged("c", "neither")], 1, 1],
  ["one missed", [judged("a", "paginated", "page"), judged("b", "job")], 1, 0.5],
  ["one too many", [judged("a", "paginated", "page"), judged("b", "neither", "page")], 0.5, 1],
  ["one of another kind", [judged("a", "paginated", "job /s"), judged("b", "job", "job /s")], 0.5, 0.5],
])("precision and recall: %s", (_, judgements, precision, recall) => {
  expect(figuresOf(judgements)).toMatchObject({ precision, recall });
});

const tables = ["../corpus/inference.md", "../github/inference.md"].map((path) => join(import.meta.dirname, path));
const all = figuresOf(tables.flatMap((path) => [...readJudgements(path).values()].flat()));

test(`both tables: ${all.text}`, () => {
  expect(all.precision).toBe(1);
  expect(all.lists).toBeGreaterThanOrEqual(0.95);
  expect(all.jobs).toBeGreaterThanOrEqual(0.85);
});

const parts = [...readParts().values()].flat();
const missing = parts.filter(({ isGenerated, text }) => !isGenerated && !text.endsWith(" - -"));
const jobs = new Set(parts.map(({ job }) => job));
const whole = jobs.size - new Set(missing.map(({ job }) => job)).size;

test(`parts of jobs: ${parts.length - missing.length} of ${parts.length}; ${whole} of ${jobs.size} jobs have all`, () => {
  expect((parts.length - missing.length) / parts.length).toBeGreaterThanOrEqual(0.9);
  expect(whole / jobs.size).toBeGreaterThanOrEqual(0.9);
});
