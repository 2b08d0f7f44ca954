import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { lint } from "../../packages/toolchain/src/lint/lint.js";
import { findDocuments } from "./documents.js";
import { inputOf } from "./generate-document.js";

const published = process.env["SPECLOOM_CORPUS"] ?? resolve(import.meta.dirname, "../../../shared/corpus");

/** Rules whose declarations have blanks to fill in. */
const hasBlanks = new Set(["pagination-signs", "job-signs"]);

test("all that is proposed for a published document stands together", ({ skip }) => {
  skip(!existsSync(published), `There is no corpus in ${published}`);
  const { root, documents } = findDocuments(published);
  const clashes = documents
    .filter(({ isValid }) => isValid)
    .flatMap((document) => {
      const input = inputOf(root, document, "acme");
      const complete = lint(input).filter(({ rule }) => !hasBlanks.has(rule));
      const actions = new Set(complete.flatMap(({ action }) => action ?? []));
      if (actions.size === 0) return [];
      const text = `overlay: 1.1.0\ninfo: { title: Repairs, version: 1.0.0 }\nactions:\n${[...actions].join("")}`;
      return lint({ ...input, overlay: { path: `${root}/overlay.yaml`, text } })
        .filter(({ severity, rule }) => severity === "error" || rule === "name-contested")
        .map(({ rule, message }) => `${document.path}: ${rule} ${message}`);
    });
  expect(clashes).toEqual([]);
});
