import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CodeBlock } from "../../packages/site/src/code-blocks.js";
import { root } from "./pages.js";

/** A folder in which the blocks of the pages are files of a program, beside the client that they import. */
export interface BlockProject {
  readonly folder: string;
  /** The file of a block. */
  readonly fileOf: (block: CodeBlock) => string;
  readonly remove: () => void;
}

/**
 * Writes blocks as files below the root, so that packages resolve as in the workspace.
 *
 * @param files Other files, by path: what the blocks import.
 * @param packages Folders of packages that the workspace's root does not have, by name.
 */
export function blockProject(
  blocks: readonly CodeBlock[],
  files: ReadonlyMap<string, string>,
  packages: Readonly<Record<string, string>>,
): BlockProject {
  const folder = mkdtempSync(join(root, ".specloom-site-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of files) write(path, text);
  for (const [name, place] of Object.entries(packages)) {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(place, join(folder, "node_modules", name), "dir");
  }
  const fileOf = ({ place, language }: CodeBlock): string =>
    join(folder, `${place.replaceAll(/[^a-z0-9]+/giu, "-")}.${language}`);
  for (const block of blocks) writeFileSync(fileOf(block), `${block.code}export {};\n`);
  return { folder, fileOf, remove: () => rmSync(folder, { recursive: true }) };
}
