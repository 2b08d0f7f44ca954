import { posix } from "node:path";
import { findInsertion } from "./insertions.js";
import type { ReadFile } from "./read-file.js";

/** Pages that are files of other packages: the file by the page's path in the site. */
export const borrowedPages: Readonly<Record<string, string>> = {
  "reference/command-line.md": "packages/toolchain/README.md",
  "reference/declarations.md": "packages/toolchain/DECLARATIONS.md",
  "reference/runtime.md": "packages/runtime/README.md",
  "reference/semantics.md": "packages/runtime/SEMANTICS.md",
  "reference/bullmq.md": "packages/bullmq/README.md",
  "reference/bullmq-recipes.md": "packages/bullmq/RECIPES.md",
  "reference/bullmq-guarantees.md": "packages/bullmq/GUARANTEES.md",
};

/**
 * All pages of the site, by path. A line `<!-- insert: NAME ARGUMENT -->` becomes what that insertion makes of the
 * repository: tables of error codes, methods, figures.
 *
 * @param written The pages below `packages/site/pages`, by path there.
 * @throws {Error} if a page names an insertion that does not exist.
 */
export function assemblePages(written: ReadonlyMap<string, string>, read: ReadFile): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const [path, text] of written) pages.set(path, fill(path, text, read));
  for (const [path, page] of Object.entries(borrowedPages)) pages.set(path, borrow(page, read));
  return pages;
}

function fill(path: string, text: string, read: ReadFile): string {
  return text.replaceAll(/^<!-- insert: (\S+)(?: (\S+))? -->$/gmu, (_line, name: string, argument: string = "") => {
    const insertion = findInsertion(name);
    if (insertion === undefined) throw new Error(`${path}: no insertion is called ${name}`);
    return insertion(argument, read);
  });
}

/** A file as a page. A link to a file that is a page leads there; one to any other file is its text alone. */
function borrow(file: string, read: ReadFile): string {
  return read(file).replaceAll(
    /(?<!!)\[(?<text>[^\]\n]*)\]\((?!https?:|mailto:)(?<target>[^)#:\s]+)(?<anchor>#[^)\s]*)?\)/gu,
    (_link, text: string, target: string, anchor: string = "") => {
      const linked = posix.join(posix.dirname(file), target);
      const page = Object.entries(borrowedPages).find(([, other]) => other === linked)?.[0];
      return page === undefined ? text : `[${text}](/${page.replace(/\.md$/u, "")}${anchor})`;
    },
  );
}
