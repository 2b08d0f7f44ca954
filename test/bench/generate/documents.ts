import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { printYaml } from "../../../packages/toolchain/src/document/print.js";
import type { JsonObject } from "../../../packages/toolchain/src/json.js";
import { installLocked } from "../../support/locked-packages.js";
import { excerpt } from "./excerpt.js";

/** A document that every contender is given. */
export interface Subject {
  readonly title: string;
  readonly path: string;
}

const root = resolve(import.meta.dirname, "../../..");

/** Some 200 KB of GitHub's paths. */
const MEDIUM =
  /^\/(?:gists|licenses|rate_limit|gitignore|feeds|notifications|users\/\{username\}\/(?:keys|gpg_keys|followers|following|orgs|subscriptions)|user\/(?:keys|emails|followers|blocks|gpg_keys|following|ssh_signing_keys|social_accounts))/u;

/** One page with its overlay, a document of 200 KB, and GitHub's. Made files go to `folder`. */
export async function standardSubjects(folder: string): Promise<Subject[]> {
  const modules = await installLocked(join(root, "test/github"));
  const github = join(modules, "@octokit/openapi/generated/api.github.com.json");
  const document: JsonObject = JSON.parse(readFileSync(github, "utf8"));
  const medium = join(folder, "medium.yaml");
  mkdirSync(folder, { recursive: true });
  writeFileSync(medium, printYaml(excerpt(document, (path) => MEDIUM.test(path))));
  return [
    { title: "one page", path: join(root, "generated/roe/openapi.yaml") },
    { title: "a part of GitHub's", path: medium },
    { title: "GitHub's", path: github },
  ];
}

/** Every JSON and YAML file below a folder. */
export function subjectsIn(folder: string): Subject[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\.(?:json|ya?ml)$/u.test(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({ title: path.slice(folder.length).replace(/^\//u, "") || basename(path), path: resolve(path) }));
}
