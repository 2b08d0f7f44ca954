import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { installCheckers } from "./checkers.js";
import { runOrThrow } from "../support/command.js";
import { packages, providers, readManifest, repository, tarballOf } from "./repository.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the installed checkers and compilers. */
    checkers: string;
    /** Folder of the tarballs, which `tarballOf` names, and of what is in them, `<package>/`. */
    packed: string;
    /** A project outside the workspace, with the providers' tarballs installed. */
    consumer: string;
    /** The golden case's repository, with the toolchain's tarball installed. */
    adopter: string;
  }
}

/** Builds, packs and installs once for all tests; what it returns removes everything again. */
export async function setup(project: TestProject): Promise<() => void> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "specloom-packages-")));
  const folder = (name: string): string => join(root, name);
  const cleanUp = (): void => rmSync(root, { recursive: true, force: true });
  try {
    const [checkers] = await Promise.all([installCheckers(), pack(folder("packed"))]);
    await Promise.all([
      installConsumer(folder("consumer"), folder("packed")),
      installAdopter(folder("adopter"), folder("packed")),
    ]);
    project.provide("checkers", checkers);
    project.provide("packed", folder("packed"));
    project.provide("consumer", folder("consumer"));
    project.provide("adopter", folder("adopter"));
  } catch (error) {
    cleanUp();
    throw error;
  }
  return cleanUp;
}

/** Builds every package, packs it as pnpm publishes it, and unpacks it beside. */
async function pack(target: string): Promise<void> {
  const pnpm = (...args: readonly string[]): Promise<string> =>
    runOrThrow("npx", ["--yes", readManifest(repository).packageManager ?? "pnpm", ...args], { cwd: repository });
  await pnpm("build");
  await pnpm("--filter", "./packages/*", "pack", "--out", join(target, "%s.tgz"));
  for (const name of packages) {
    mkdirSync(join(target, name));
    await runOrThrow("tar", ["-xzf", tarballOf(name), "-C", name, "--strip-components", "1"], { cwd: target });
  }
}

async function installConsumer(target: string, packed: string): Promise<void> {
  mkdirSync(target);
  cpSync(join(import.meta.dirname, "consumer"), target, { recursive: true });
  const nodeTypes = `@types/node@${readManifest(repository).devDependencies?.["@types/node"] ?? ""}`;
  const tarballs = ["runtime", ...providers].map((name) => join(packed, tarballOf(name)));
  await install(target, [...tarballs, nodeTypes]);
}

async function installAdopter(target: string, packed: string): Promise<void> {
  cpSync(join(repository, "test/golden/paginated/input"), target, { recursive: true });
  await install(target, [join(packed, tarballOf("toolchain"))]);
}

async function install(target: string, what: readonly string[]): Promise<void> {
  writeFileSync(join(target, "package.json"), `${JSON.stringify({ private: true })}\n`);
  await runOrThrow("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...what], { cwd: target });
}
