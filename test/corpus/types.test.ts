import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { comparePrinted } from "../support/printed-types.js";
import { findDocuments } from "./documents.js";
import { inputOf } from "./generate-document.js";

const published = process.env["SPECLOOM_CORPUS"] ?? resolve(import.meta.dirname, "../../../shared/corpus");

test.for([
  ["the fixtures", join(import.meta.dirname, "fixtures")],
  ["the golden cases", join(import.meta.dirname, "../golden")],
  ["the published corpus", published],
])("each schema and each short type of %s is the same in all its forms", ([, folder = ""], { skip }) => {
  skip(!existsSync(folder), `There is no corpus in ${folder}`);
  const { root, documents } = findDocuments(folder);
  const compared = documents
    .filter(({ isValid, path }) => isValid && !/(?:overlay|source)\.yaml$|contract\.json$|package\.json$/u.test(path))
    .map((document) => ({ path: document.path, ...comparePrinted(inputOf(root, document, "corpus")) }));
  expect(compared.flatMap(({ path, problems }) => problems.map((problem) => `${path}: ${problem}`))).toEqual([]);
  expect(compared.reduce((sum, { shapes }) => sum + shapes, 0)).toBeGreaterThan(0);
});
