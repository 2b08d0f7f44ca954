import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ToolchainError } from "../../errors.js";
import type { DocumentForm } from "../../fetching/network/media-type.js";
import type { Access } from "../../fetching/vendor/access.js";
import type { Load } from "./published.js";

/**
 * The URL of a typed document: an address where it starts with a scheme, else a file relative to the working folder.
 */
export function urlOf(typed: string, cwd: string): URL {
  if (!/^[a-z][a-z\d+.-]*:\/\//iu.test(typed)) return pathToFileURL(resolve(cwd, typed));
  if (!URL.canParse(typed))
    throw new ToolchainError("network/scheme", "Expected an https address, found an invalid URL");
  const url = new URL(typed);
  url.hash = "";
  return url;
}

/** Loads `file:` URLs from the disk, and all others through the network guards. */
export function createLoad(access: Access): Load {
  return async (url, isReference) => {
    if (url.protocol !== "file:") return access.fetch(url.href);
    const path = fileURLToPath(url);
    try {
      return { bytes: await readFile(path), form: formOf(path), mediaType: undefined, etag: undefined };
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
      // The document reader reports the missing file, with the line of the reference.
      if (isReference && code === "ENOENT") return undefined;
      const message = code === "ENOENT" ? "Expected a file, found none" : `Cannot read the file: ${code}`;
      throw new ToolchainError("document/unreadable", message, { location: { file: path }, cause });
    }
  };
}

function formOf(path: string): DocumentForm {
  if (/\.(?:md|markdown)$/iu.test(path)) return "markdown";
  if (/\.json$/iu.test(path)) return "json";
  return /\.ya?ml$/iu.test(path) ? "yaml" : "text";
}
