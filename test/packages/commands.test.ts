import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import type { Finished } from "../support/command.js";
import type { Loopback } from "../support/loopback.js";
import { type Newcomer, newcomer } from "./newcomer/newcomer.js";
import { registryOf } from "./registry.js";

const documents = join(import.meta.dirname, "newcomer/documents");

// The commands as they are installed, in a repository that init made; each test leaves it as generated.
describe("in a repository that init made", () => {
  let registry: Loopback;
  let person: Newcomer;

  beforeAll(async () => {
    registry = await registryOf(inject("packed"));
    person = await newcomer(registry);
    await person.run("npx", "--yes", "specloom", "init");
    await person.run("npm", "install");
    for (const document of ["vault.json", "studio.yaml"])
      await specloom("add", document.replace(/\..*$/u, ""), join(documents, document));
  }, 240_000);
  afterAll(async () => {
    await Promise.all([person.remove(), registry.close()]);
  }, 120_000);

  const specloom = (...args: readonly string[]): Promise<Finished> => person.run("npx", "specloom", ...args);
  const inFolder = (path: string): string => join(person.folder, path);
  const client = "packages/vault/src/client.ts";

  test("what add generated is what generate would write", async () => {
    const { exitCode, stdout, stderr } = await specloom("generate", "--check");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^studio: .*; unchanged \(\d+ files\)\n/mu);
    expect(stdout).toMatch(/^vault: .*; unchanged \(\d+ files\)\nEverything is up to date\.\n$/mu);
  });

  test("npm's own scripts are the same commands", async () => {
    expect(await person.run("npm", "run", "--silent", "check")).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/Everything is up to date\.\n$/u),
    });
    expect((await person.run("npm", "run", "--silent", "specloom", "--", "--help")).stdout).toMatch(
      /^Usage: npm run specloom -- \[/u,
    );
  });

  test("an output edited by hand is found, shown and generated again, by name", async () => {
    const generated = readFileSync(inFolder(client), "utf8");
    appendFileSync(inFolder(client), "export const mine = 1;\n");
    const found = await specloom("generate", "--check");
    expect(found).toMatchObject({ exitCode: 1, stderr: "" });
    expect(found.stdout).toContain(`changed: ${client}\n`);
    expect(found.stdout).toContain("-export const mine = 1;\n");
    expect(found.stdout).toMatch(/1 file out of date\. Run `npx specloom generate vault` and commit the result\.\n$/u);
    expect(await specloom("generate", "studio", "--check")).toMatchObject({ exitCode: 0 });
    expect(await specloom("generate", "vault")).toMatchObject({ exitCode: 0 });
    expect(readFileSync(inFolder(client), "utf8")).toBe(generated);
  });

  test.each([
    [0, ["list"]],
    [1, ["lint", "--fail-on", "info"]],
    [2, ["generate", "valt"]],
    [2, ["genrate"]],
    [2, ["add", "vault", join(documents, "vault.json")]],
    [3, ["add", "acme", "http://127.0.0.1:1/openapi.json"]],
  ])("exit code %i: %j", async (exitCode, args) => {
    expect(await specloom(...args)).toMatchObject({ exitCode });
  });

  test("--watch generates what an edit changes, until Ctrl-C", async () => {
    const program = inFolder("node_modules/.bin/specloom");
    const watching = spawn(process.execPath, [program, "generate", "vault", "--watch"], { cwd: person.folder });
    onTestFinished(() => void watching.kill("SIGKILL"));
    const said = outputOf(watching);
    await said(/^vault: .*unchanged.*\nWatching for changes\. Ctrl-C ends\.\n$/mu);
    const path = inFolder("specs/vault/overlay.yaml");
    const before = readFileSync(path, "utf8");
    writeFileSync(path, before.replace("VAULT_API_KEY", "VAULT_KEY"));
    await said(/^vault: .*written \(\d+ files?\)\nWatching/mu);
    expect(readFileSync(inFolder("packages/vault/src/create-client.ts"), "utf8")).toContain("VAULT_KEY");
    writeFileSync(path, before);
    await said(/written(?:.|\n)*written(?:.|\n)*Watching/u);
    const ended = once(watching, "exit");
    watching.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
    expect(await specloom("generate", "--check")).toMatchObject({ exitCode: 0 });
  });
});

/** Waits until what a program has printed so far matches. */
function outputOf({ stdout }: ChildProcess): (pattern: RegExp) => Promise<void> {
  let text = "";
  stdout?.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  return (pattern) => expect.poll(() => text, { timeout: 30_000 }).toMatch(pattern);
}
