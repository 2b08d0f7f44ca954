import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { specloom } from "../../support/specloom.js";

const document = ["api.yaml", "--output", "x"];

test.each<[args: string[], suggestion: string]>([
  [["generate", "-i", ...document], "specloom generate <document> --output <folder>"],
  [["generate", "--input", ...document], "specloom generate <document> --output <folder>"],
  [["types", "--url", "api.yaml", "-o", "x.ts"], "specloom generate <document> --output <folder>"],
  [["generate", "api.yaml", "--out", "x"], "Did you mean --output?"],
  [["generate", "api.yaml", "--out-dir=x"], "Did you mean --output?"],
  [["add", "acme", "api.yaml", "--outDir", "x"], "Did you mean --output?"],
  [["generate", "api.yaml", "--outputs", "x"], "Did you mean --output?"],
  [["generate", ...document, "-H", "a: b"], "specloom generate - --output <folder>"],
  [["generate", ...document, "--token", "b"], "specloom generate - --output <folder>"],
  [["generate", ...document, "--name", "Acme"], "Did you mean --client?"],
  [["generate", ...document, "--dry-run"], "Did you mean --check?"],
  [["-v"], "Did you mean --version?"],
  [["version"], "Did you mean --version?"],
  [["-help"], "Did you mean --help?"],
  [["types", "api.yaml"], "specloom types <document> --output src/api.d.ts"],
  [["gen", ...document], "Did you mean generate?"],
  [["genrate", ...document], "Did you mean generate?"],
  [["watch", "api.yaml"], "Did you mean generate --watch?"],
  [["check"], "Did you mean generate --check, or lint?"],
  [["validate", "api.yaml"], "Did you mean lint?"],
  [["diff", "a.yaml", "b.yaml"], "Did you mean drift?"],
  [["update"], "Did you mean vendor?"],
  [["api.yaml"], "Did you mean specloom generate api.yaml --output src/api?"],
  [["./my api.yaml", "-o", "x"], 'Did you mean specloom generate "./my api.yaml" --output src/api?'],
  [
    ["https://a.example/openapi.json"],
    "Did you mean specloom generate https://a.example/openapi.json --output src/api?",
  ],
])("%j says what is meant", async (args, suggestion) => {
  const { code, out, err } = await specloom(tmpdir(), args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^error: (?:unknown|required) (?:option|command) '.*'.*\n\(.*\)\n\(see --help\)\n$/u);
  expect(err).toContain(suggestion);
});

test.each([
  [["help"], ["--help"]],
  [
    ["help", "types"],
    ["types", "--help"],
  ],
  [
    ["help", "add"],
    ["add", "--help"],
  ],
])("%j is %j", async (asked, same) => {
  const printed = await specloom(tmpdir(), asked);
  expect(printed).toEqual(await specloom(tmpdir(), same));
  expect(printed).toMatchObject({ code: 0, out: expect.stringContaining("Usage: specloom "), err: "" });
});

test("a word that no tool has gets no suggestion", async () => {
  const { err } = await specloom(tmpdir(), ["generate", "--frobnicate"]);
  expect(err).toBe("error: unknown option '--frobnicate'\n(see --help)\n");
});
