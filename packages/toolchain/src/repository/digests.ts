import { createHash } from "node:crypto";
import { compareText } from "../json.js";
import { digestFiles } from "../lock.js";
import { entriesSync, readPiecesSync } from "./gate/gate.js";

/** A digest of the provider's files that people edit and generation reads, without the README. */
export function inputDigest(root: string, name: string): string {
  const paths = [...filesBelow(root, `specs/${name}`), ...filesBelow(root, `packages/${name}/custom`)];
  return digestFiles([...paths, `packages/${name}/package.json`].map((path) => [path, sha256(root, path)]));
}

/**
 * The digest of a provider's generated files, as in the lock. An edited, missing or extra file changes it.
 *
 * @param code Folder of the code, where it is in no package.
 */
export function outputDigest(root: string, name: string, code = `packages/${name}/src`): string {
  const readme = `packages/${name}/README.md`;
  const paths = [`generated/${name}`, code].flatMap((folder) => filesBelow(root, folder));
  const digests = [...paths, readme].map((path) => [path, sha256(root, path)] as const);
  return digestFiles(digests.filter(([path, digest]) => path !== readme || digest !== MISSING));
}

/** The digest of a missing file. */
const MISSING = "";

function filesBelow(root: string, folder: string): string[] {
  try {
    return entriesSync(root, folder)
      .flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(root, path) : [path];
      })
      .toSorted(compareText);
  } catch {
    return [];
  }
}

/** One buffer for all files: allocating a buffer for each takes as long as the digests. */
const buffer = new Uint8Array(256 * 1024);

/** An unreadable file counts as missing; the generation reports the reason. */
function sha256(root: string, path: string): string {
  try {
    const hash = createHash("sha256");
    readPiecesSync(root, path, buffer, (piece) => hash.update(piece));
    return hash.digest("hex");
  } catch {
    return MISSING;
  }
}
