import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { specloom } from "../../support/specloom.js";

const client = ["generate", "api.yaml", "-o", "x"];

test.each<[args: string[], error: string]>([
  [["drift", "--from", ""], "option '--from <state>' argument is empty"],
  [["drift", "--from="], "option '--from <state>' argument is empty"],
  [["drift", "--from", "a.yaml", "--to", ""], "option '--to <state>' argument is empty"],
  [["--root", "", "lint"], "option '--root <folder>' argument is empty"],
  [["lint", "--root", ""], "option '--root <folder>' argument is empty"],
  [["generate", "api.yaml", "-o", ""], "option '-o, --output <folder>' argument is empty"],
  [[...client, "--include", ""], "option '--include <pattern>' argument is empty"],
  [["init", ""], "an argument is empty"],
  [["drift", "", "--from", "main"], "an argument is empty"],
  [["lint", "acme", ""], "an argument is empty"],
  [[...client, "--overlay", "a.yaml", "--overlay", "b.yaml"], "option '--overlay <file>' is given twice; it takes one"],
  [["drift", "--from", "a.yaml", "--from=b.yaml"], "option '--from <state>' is given twice; it takes one value"],
  [[...client, "--output", "y"], "option '-o, --output <folder>' is given twice; it takes one value"],
  [["--root", "a", "lint", "--root", "b"], "option '--root <folder>' is given twice; it takes one value"],
])("%j loses no value unseen", async (args, error) => {
  const { code, out, err } = await specloom(tmpdir(), args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`error: ${error}`);
});

test.each<[args: string[], error: string]>([
  [["lint", "--only", "first-rule", "--only", "server-insecure"], "found 'first-rule'"],
  [["generate", "nope.yaml", "-o", "x", "--include", "GET", "--include", "PUT"], "nope.yaml"],
])("%j keeps all values of an option that is repeatable", async (args, error) => {
  expect((await specloom(tmpdir(), args)).err).toContain(error);
});
