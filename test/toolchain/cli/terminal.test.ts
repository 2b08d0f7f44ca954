import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";

const root = resolve(import.meta.dirname, "../../..");
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createAcmeRepository();
});
afterEach(() => repository.remove());

/** Runs the command with nobody to read what it prints, as before `| head` that has seen enough. */
async function unread(...args: string[]): Promise<{ readonly code: unknown; readonly err: string }> {
  const command = ["--import", tsx, resolve(root, "packages/toolchain/src/cli/specloom.ts"), ...args];
  const child = spawn(process.execPath, command, { cwd: repository.root, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => (err += String(chunk)));
  const [code] = await once(child, "close");
  return { code, err };
}

test.each([[["--help"]], [["list", "--help"]], [["list", "--operations"]]])(
  "%j that nobody reads ends quietly",
  async (args) => {
    expect(await unread(...args)).toEqual({ code: 0, err: "" });
  },
);

test("generate that nobody reads writes all the same, and a check has its own exit code", async () => {
  expect(await unread("generate")).toEqual({ code: 0, err: "" });
  expect(repository.read("packages/acme/src/client.ts")).toContain("export class Acme");
  repository.write("packages/acme/src/client.ts", "");
  expect(await unread("generate", "--check")).toEqual({ code: 1, err: "" });
});
