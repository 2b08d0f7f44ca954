import { ownMember } from "../../json.js";
import { readText } from "../../repository/files.js";
import { entriesSync, exists } from "../../repository/gate/gate.js";
import { readManifest } from "../manifest.js";
import type { ExistingPackages } from "./package-files.js";

/** Reads what a new package depends on in the repository. */
export async function readExistingPackages(root: string): Promise<ExistingPackages> {
  const found = exists(root, "packages") ? entriesSync(root, "packages") : [];
  const folders = found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const manifests = await Promise.all(folders.map((folder) => manifestOf(root, `packages/${folder}/package.json`)));
  const names = manifests.map((manifest) => ownMember(manifest, "name")).filter((name) => typeof name === "string");
  const license = ownMember(await manifestOf(root, "package.json"), "license");
  return {
    packages: names,
    runtime: names.includes("@specloom/runtime") ? "workspace:*" : `^${readManifest().version}`,
    license: typeof license === "string" ? license : undefined,
    licenseText: (await readText(root, "LICENSE"))?.text,
    hasTsconfig: exists(root, "tsconfig.json"),
    packageManager: exists(root, "pnpm-workspace.yaml") ? "pnpm" : "npm",
  };
}

/** A manifest; undefined where it is missing or not JSON, because it may belong to another tool. */
async function manifestOf(root: string, path: string): Promise<unknown> {
  const text = (await readText(root, path))?.text;
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
