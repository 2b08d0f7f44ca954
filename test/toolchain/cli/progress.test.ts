import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../support/command.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";

const root = resolve(import.meta.dirname, "../../..");
const program = join(root, "packages/toolchain/src/cli/specloom.ts");
const document = join(root, "test/golden/paginated/input/specs/acme/openapi.yaml");

/** util-linux's `script` runs a program on a terminal of its own; others of that name take other options. */
const hasTerminal = /util-linux/u.test(spawnSync("script", ["--version"], { encoding: "utf8" }).stdout ?? "");

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository({ "specs/README.md": "" });
});
afterEach(() => repository.remove());

/** What a person at a terminal sees, its control sequences taken out. */
async function atTerminal(
  ...args: readonly string[]
): Promise<{ readonly exitCode: number | undefined; readonly shown: string }> {
  // Such a terminal is zero columns wide until somebody says more.
  const command = [
    "stty cols 100;",
    process.execPath,
    "--import",
    "tsx",
    program,
    "--root",
    repository.root,
    ...args,
  ].join(" ");
  const env = { PATH: process.env["PATH"], TERM: "xterm", NO_COLOR: "1" };
  const { exitCode, stdout } = await run("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: root,
    env,
  });
  return { exitCode, shown: stripVTControlCharacters(stdout).replaceAll("\r", "") };
}

describe.skipIf(!hasTerminal)("on a terminal, where there is util-linux's script,", () => {
  test("what came of a step stays, and what was drawn meanwhile goes", async () => {
    const { exitCode, shown } = await atTerminal("add", "acme", document);
    expect(exitCode).toBe(0);
    expect(shown).toMatch(/^Added acme \(acme-client\): /mu);
  });

  test("a step that fails is an error like any other", async () => {
    const { exitCode, shown } = await atTerminal("add", "acme", join(repository.root, "none.json"));
    expect(exitCode).toBe(2);
    expect(shown).toMatch(
      /error\[document\/unreadable\] .*none\.json\n {2}Expected a file, found none\n {2}hint: .*\n$/u,
    );
    expect(shown).not.toContain("    at ");
  });
});
