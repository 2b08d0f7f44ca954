import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../json.js";
import { digestFiles } from "../lock.js";
import { ownedFolders } from "../provider-paths.js";

/** A digest of a provider's files that people own and that generation reads, apart from its README. */
export function inputDigest(root: string, name: string): string {
  const paths = [...filesBelow(root, `specs/${name}`), ...filesBelow(root, `packages/${name}/custom`)];
  return digestFiles([...paths, `packages/${name}/package.json`].map((path) => [path, sha256(root, path)]));
}

/** The digest that the lock has of a provider's generated files: one that is edited, missing or too many changes it. */
export function outputDigest(root: string, name: string): string {
  const readme = `packages/${name}/README.md`;
  const paths = ownedFolders(name).flatMap((folder) => filesBelow(root, folder));
  const digests = [...paths, readme].map((path) => [path, sha256(root, path)] as const);
  return digestFiles(digests.filter(([path, digest]) => path !== readme || digest !== MISSING));
}

/** In place of the digest of a file that is not there. */
const MISSING = "";

function filesBelow(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
      .flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(root, path) : [path];
      })
      .toSorted(compareText);
  } catch {
    return [];
  }
}

/** Read piece by piece into the same memory: fresh memory for whole files takes as long as their digests. */
const piece = new Uint8Array(256 * 1024);

/** What cannot be read is as good as not there: whoever generates will say why. */
function sha256(root: string, path: string): string {
  let file: number | undefined;
  try {
    file = openSync(join(root, path), "r");
    const hash = createHash("sha256");
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read));
    return hash.digest("hex");
  } catch {
    return MISSING;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
