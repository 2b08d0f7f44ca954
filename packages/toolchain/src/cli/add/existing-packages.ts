import { readYaml } from "../../document/yaml.js";
import { ownMember } from "../../json.js";
import type { SourceText } from "../../openapi/document.js";
import { readText } from "../../repository/files.js";
import { entriesSync, exists } from "../../repository/gate/gate.js";
import { compilerOf, manifestIn, type PackageManager, packageManagerOf } from "../../repository/package-manager.js";
import { readManifest } from "../manifest.js";
import type { ExistingPackages } from "./package-files.js";

/** Reads what a new package depends on in the repository. */
export async function readExistingPackages(root: string): Promise<ExistingPackages> {
  const found = exists(root, "packages") ? entriesSync(root, "packages") : [];
  const folders = found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const names = folders
    .map((folder) => ownMember(manifestIn(`${root}/packages/${folder}`), "name"))
    .filter((name) => typeof name === "string");
  const hasRuntime = names.includes("@specloom/runtime");
  const manifest = manifestIn(root);
  const license = ownMember(manifest, "license");
  const packageManager = packageManagerOf(root);
  return {
    packages: names,
    hasRuntime,
    runtime: hasRuntime ? "workspace:^" : `^${readManifest().version}`,
    license: typeof license === "string" ? license : undefined,
    licenseText: (await readText(root, "LICENSE"))?.text,
    hasTsconfig: exists(root, "tsconfig.json"),
    packageManager,
    link: linkOf(await readText(root, "pnpm-workspace.yaml"), manifest, packageManager),
    needsManifest: packageManager !== "rush" && !exists(root, "package.json"),
    compiler: compilerOf(manifest) ?? `^${readManifest().dependencies["typescript"] ?? ""}`,
  };
}

/** The shell line that adds the folders of `packages` to the workspace. Undefined if the workspace has them. */
function linkOf(pnpm: SourceText | undefined, manifest: unknown, manager: PackageManager): string | undefined {
  if (manager === "rush") return "# Add the package and its folder to `projects` of rush.json.";
  const workspaces = ownMember(manifest, "workspaces");
  const listed = manager === "pnpm" ? pnpm && ownMember(readYaml(pnpm).value, "packages") : workspaces;
  const inside = ownMember(listed, "packages");
  const patterns: readonly unknown[] = [listed, inside].find(Array.isArray) ?? [];
  if (patterns.some((pattern) => /^(?:\.\/)?packages\/\*{1,2}\/?$/u.test(String(pattern)))) return undefined;
  if (manager === "pnpm") return "# Add `packages/*` to `packages` of pnpm-workspace.yaml.";
  return `npm pkg set "workspaces${inside === undefined ? "" : ".packages"}[]=packages/*"`;
}
