import { beforeAll, expect, test } from "vitest";
import { readContract } from "../../packages/toolchain/src/contract/read-contract.js";
import type { SourceDocument } from "../../packages/toolchain/src/openapi/document.js";
import { readDocument } from "../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../packages/toolchain/src/document/read-source.js";
import { brokenPromises } from "../toolchain/contract/names/promises.js";
import { identity } from "../toolchain/contract/support.js";
import { githubInput, installGitHub } from "./github.js";

let document: SourceDocument;

beforeAll(async () => {
  const input = githubInput(await installGitHub());
  document = readDocument(readSource(input.source), input.documents).document;
}, 300_000);

/** Read name by name; `--update` writes what is to be read again. */
test("each operation's name is the one that was read", async () => {
  const { contract, notes } = readContract(document, identity);
  const names = contract.operations.map(({ name, method, path }) => `${name}  ${method} ${path}`);
  expect(notes.filter(({ kind }) => kind === "fallback")).toEqual([]);
  expect(new Set(contract.operations.map(({ name }) => name)).size).toBe(1_223);
  await expect(`${names.join("\n")}\n`).toMatchFileSnapshot("names.txt");
});

test(
  "names are the same in any order and with one operation more, and none is another's with a number",
  { timeout: 300_000 },
  () => {
    expect(brokenPromises(document, 3)).toEqual([]);
  },
);
