import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";

/** One document of a corpus, and what is expected of it. */
export interface CorpusDocument {
  /** Below the corpus, with `/`. */
  readonly path: string;
  /** The files that it may refer to, itself first; all below the corpus. */
  readonly files: readonly string[];
  /** A document in a folder called `invalid` is to be refused. */
  readonly isValid: boolean;
}

/**
 * The documents of a corpus, sorted. A file without `openapi` or `swagger` is no document if another refers to it: it is
 * a part of that one.
 *
 * @param folder A folder, or one document.
 */
export function findDocuments(folder: string): { readonly root: string; readonly documents: CorpusDocument[] } {
  const isFile = statSync(folder).isFile();
  const root = isFile ? dirname(folder) : folder;
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(?:ya?ml|json)$/u.test(path))
    .toSorted();
  const files = new Map(paths.map((path) => [path, filesOf(root, path)]));
  const parts = new Set([...files].flatMap(([path, all]) => all.filter((other) => other !== path)));
  const documents = [...files]
    .filter(([path]) => !parts.has(path) || saysVersion(readFileSync(join(root, path), "utf8")))
    .filter(([path]) => !isFile || join(root, path) === normalize(folder))
    .map(([path, all]) => ({ path, files: all, isValid: !join(root, path).split("/").includes("invalid") }));
  return { root, documents };
}

/** A file and those that it mentions as references, by way of others too. */
function filesOf(root: string, path: string): string[] {
  const found = new Set([path]);
  for (const file of found)
    for (const [, reference = ""] of readFileSync(join(root, file), "utf8").matchAll(
      /["']?\$ref["']?\s*:\s*["']?([^"'#\s]+\.(?:ya?ml|json))/gu,
    )) {
      const target = normalize(join(dirname(file), reference));
      if (!target.startsWith("..") && existsSync(join(root, target))) found.add(target);
    }
  return [...found];
}

function saysVersion(text: string): boolean {
  return /^[\s{]*["']?(?:openapi|swagger)["']?\s*:/mu.test(text);
}
