import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ownMember } from "../../json.js";
import { readText } from "../../repository/files.js";
import { readManifest } from "../manifest.js";
import type { ExistingPackages } from "./package-files.js";

/** Reads what of a repository a new package depends on. */
export async function readExistingPackages(root: string): Promise<ExistingPackages> {
  const folders = existsSync(join(root, "packages")) ? await readdir(join(root, "packages")) : [];
  const manifests = await Promise.all(folders.map((folder) => manifestOf(root, `packages/${folder}/package.json`)));
  const names = manifests.map((manifest) => ownMember(manifest, "name")).filter((name) => typeof name === "string");
  const license = ownMember(await manifestOf(root, "package.json"), "license");
  return {
    packages: names,
    runtime: names.includes("@specloom/runtime") ? "workspace:*" : `^${readManifest().version}`,
    license: typeof license === "string" ? license : undefined,
    licenseText: (await readText(root, "LICENSE"))?.text,
    hasTsconfig: existsSync(join(root, "tsconfig.json")),
    packageManager: existsSync(join(root, "pnpm-workspace.yaml")) ? "pnpm" : "npm",
  };
}

/** A manifest, or undefined where there is none that can be read: it is somebody else's. */
async function manifestOf(root: string, path: string): Promise<unknown> {
  const text = (await readText(root, path))?.text;
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
