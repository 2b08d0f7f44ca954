import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { generate } from "specloom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { comparePrinted } from "../support/printed-types.js";
import { checkCosts, installCompilers, writeConfig } from "../support/compilers.js";
import { apiCalls, spread } from "./calls.js";
import { githubInput, installGitHub } from "./github.js";
import { specloomModule } from "./modules.js";
import { publishClient } from "./published.js";

const compilers = await installCompilers();
const cache = resolve(import.meta.dirname, "../../node_modules/.cache/specloom");
let folder = "";
let sources = "";
let user = "";

// One generation and two sets of declarations, of 1,223 operations.
beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, "github-test-"));
  const document = await installGitHub();
  const generated = await generate(githubInput(document));
  sources = await publishClient(generated, folder, compilers[0]);
  user = join(folder, "user.ts");
  const calls = apiCalls(generated.contract, JSON.parse(readFileSync(document, "utf8")));
  writeFileSync(user, specloomModule(spread(calls, 50), generated.contract.package));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(compilers)("GitHub's client type-checks under $name", async (compiler) => {
  const { exitCode, stdout } = await compiler.run(writeConfig(join(folder, `${compiler.name}.json`), {}, [sources]));
  expect([exitCode, stdout]).toEqual([0, ""]);
});

test.each(compilers)("a file of 50 calls costs at most 2,000 instantiations under $name", async (compiler) => {
  const { instantiations } = await checkCosts(compiler, writeConfig(join(folder, "user.json"), {}, [user]));
  expect(instantiations).toBeGreaterThan(0);
  expect(instantiations).toBeLessThanOrEqual(2_000);
});

test("each of its schemas and each short type is the same in all its forms", async () => {
  const { schemas, shapes, problems } = comparePrinted(githubInput(await installGitHub()));
  expect(problems).toEqual([]);
  expect(schemas).toBe(969);
  expect(shapes).toBeGreaterThan(5_000);
}, 300_000);
