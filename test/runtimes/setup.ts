import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { installLocked } from "../support/locked-packages.js";
import { CHROMIUM, chromiumMissing } from "./chromium.js";
import { bundlePrograms } from "./programs.js";
import { runtimesIn, versionOf } from "./runtimes.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the installed runtimes. */
    runtimePackages: string;
    /** Folder of the bundled programs. */
    programs: string;
    /** Versions by the names of the runtimes; Chromium is left out where there is none. */
    versions: Readonly<Record<string, string>>;
  }
}

/** Installs the runtimes, bundles the programs, and prints what is going to run them. */
export async function setup(project: TestProject): Promise<() => void> {
  const packages = await installLocked(import.meta.dirname);
  const programs = realpathSync(mkdtempSync(join(tmpdir(), "specloom-runtimes-")));
  const cleanUp = (): void => rmSync(programs, { recursive: true, force: true });
  try {
    const places = runtimesIn(packages).map(({ name, program }) => ({ name, program }));
    const missing = chromiumMissing();
    if (missing === undefined) places.push({ name: "chromium", program: CHROMIUM });
    const found = await Promise.all(places.map(async ({ name, program }) => [name, await versionOf(program)] as const));
    await bundlePrograms(packages, programs);
    const shown = found.map(([name, version]) => `${name} (${version})`);
    process.stdout.write(`Runtimes: ${shown.join(", ")}\n`);
    if (missing !== undefined) process.stdout.write(`Chromium does not run: ${missing}\n`);
    project.provide("runtimePackages", packages);
    project.provide("programs", programs);
    project.provide("versions", Object.fromEntries(found));
  } catch (error) {
    cleanUp();
    throw error;
  }
  return cleanUp;
}
