import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { programName } from "../../../packages/toolchain/src/cli/program-name.js";
import { wantsColor } from "../../../packages/toolchain/src/cli/terminal.js";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";

const root = resolve(import.meta.dirname, "../../..");

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createAcmeRepository();
});
afterEach(() => repository.remove());

describe("options of every command", () => {
  test("--json prints one value", async () => {
    const { code, out, err } = await specloom(repository.root, ["generate", "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out)).toMatchObject({
      providers: [{ name: "acme", operations: 2, paginated: 2, jobs: 0, changed: true }],
      changes: expect.arrayContaining([{ path: "generated/acme/contract.json", kind: "missing" }]),
    });
  });

  test("--json prints an error as JSON too", async () => {
    const { code, out, err } = await specloom(repository.root, ["generate", "acne", "--json"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(JSON.parse(err)).toMatchObject({ error: { code: "provider/unknown", hint: expect.any(String) } });
  });

  test("--quiet prints findings only", async () => {
    expect(await specloom(repository.root, ["generate", "--quiet"])).toEqual({ code: 0, out: "", err: "" });
    repository.remove("packages/acme/src/index.ts");
    const { code, out } = await specloom(repository.root, ["--quiet", "generate", "--check"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^\nmissing: packages\/acme\/src\/index\.ts\n/);
  });

  test("--root is taken from where the command runs", async () => {
    const args = ["generate", "--check", "--quiet", "--root", ".."];
    expect(await specloom(join(repository.root, "specs"), args)).toMatchObject({ code: 1 });
  });

  test("--version is that of the manifest", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "packages/toolchain/package.json"), "utf8"));
    expect(await specloom("/", ["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });
});

test("errors are coloured where the terminal shows colours, and nowhere else", async () => {
  const args = ["generate", "acne"];
  expect((await specloom(repository.root, args, { color: true })).err).toContain("\u001B[31merror[");
  expect((await specloom(repository.root, args)).err).not.toContain("\u001B");
});

describe("whether to colour", () => {
  const rows: [title: string, env: Record<string, string>, isTerminal: boolean, want: boolean][] = [
    ["a terminal", {}, true, true],
    ["a pipe", {}, false, false],
    ["NO_COLOR", { NO_COLOR: "1" }, true, false],
    ["an empty NO_COLOR says nothing", { NO_COLOR: "" }, true, true],
    ["FORCE_COLOR in a pipe", { FORCE_COLOR: "1" }, false, true],
    ["FORCE_COLOR wins, as in Node", { FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
    ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, true, false],
    ["a terminal that knows no colours", { TERM: "dumb" }, true, false],
  ];
  test.each(rows)("%s", (_title, env, isTerminal, want) => {
    expect(wantsColor(env, isTerminal)).toBe(want);
  });
});

test("help, usage and hints name the program as it was run, so that they can be pasted", async () => {
  const program = "npx specloom";
  expect((await specloom("/", ["--help"], { program })).out).toMatch(/^Usage: npx specloom \[options\]/);
  expect((await specloom("/", ["list", "--help"], { program })).out).toContain(
    "\n  npx specloom list acme --operations ",
  );
  repository.remove("specs/acme");
  expect(await specloom(repository.root, ["generate"], { program })).toMatchObject({
    code: 2,
    err: expect.stringContaining("hint: Add one with `npx specloom add <name> <file or URL>`"),
  });
});

test("a provider's name that is nearly right is proposed", async () => {
  expect((await specloom(repository.root, ["list", "acne"])).err).toContain("hint: Did you mean 'acme'?");
});

describe("the program's name in hints", () => {
  const rows: [env: Record<string, string>, want: string][] = [
    [{}, "specloom"],
    [{ npm_command: "exec", npm_lifecycle_event: "npx" }, "npx specloom"],
    [{ npm_lifecycle_event: "specloom", npm_config_user_agent: "pnpm/12.21.0 npm/? node/v20" }, "pnpm specloom"],
    [{ npm_lifecycle_event: "specloom", npm_config_user_agent: "npm/10.8.2 node/v20" }, "npm run specloom --"],
    [{ npm_lifecycle_event: "build" }, "specloom"],
  ];
  test.each(rows)("%j: %s", (env, want) => {
    expect(programName(env)).toBe(want);
  });
});
