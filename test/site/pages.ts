import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { assemblePages } from "../../packages/site/src/pages.js";

export const root = resolve(import.meta.dirname, "../..");

/** A text file of the repository. */
export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The pages that people write, by path below `packages/site/pages`. */
export function writtenPages(): ReadonlyMap<string, string> {
  const paths = readdirSync(join(root, "packages/site/pages"), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md"))
    .toSorted();
  return new Map(paths.map((path) => [path, read(`packages/site/pages/${path}`)]));
}

/** All pages of the site. */
export function sitePages(): ReadonlyMap<string, string> {
  return assemblePages(writtenPages(), read);
}
