import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { codeFolder } from "../code-folder.js";
import { compareText } from "../json.js";

const code = fileURLToPath(codeFolder);

/** The digest of the built code, written by the last step of the build. */
export const DIGEST_PATH = join(code, "digest");

/**
 * A digest of what determines the output besides a provider's files: the toolchain's running code, its exact dependency
 * versions, and Node's version.
 */
export function toolchainVersion(): string {
  return `${process.version} ${readIfExists(DIGEST_PATH) ?? codeDigest()}`;
}

/** SHA-256 of the toolchain's code and its manifest, in hex. */
export function codeDigest(): string {
  const own = fileURLToPath(import.meta.url);
  const files = readdirSync(code, { recursive: true, encoding: "utf8" })
    .filter((path) => extname(path) === extname(own) && !path.endsWith(".d.ts"))
    .toSorted(compareText);
  const hash = createHash("sha256");
  for (const path of ["../package.json", ...files]) hash.update(`\n${path}\n`).update(readFileSync(join(code, path)));
  return hash.digest("hex");
}

function readIfExists(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
