import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ToolchainError } from "../../errors.js";
import type { DocumentForm } from "../../fetching/network/media-type.js";
import type { Access } from "../../fetching/vendor/access.js";
import type { Load } from "./published.js";

/** The URL of what was typed: an address where it begins like one, else a file from the working folder. */
export function urlOf(typed: string, cwd: string): URL {
  if (!/^[a-z][a-z\d+.-]*:\/\//iu.test(typed)) return pathToFileURL(resolve(cwd, typed));
  if (!URL.canParse(typed))
    throw new ToolchainError("network/scheme", "Expected an https address, found one that is not a URL");
  const url = new URL(typed);
  url.hash = "";
  return url;
}

/** Loads `file:` URLs from the disk, and every other under the guards of fetching. */
export function createLoad(access: Access): Load {
  return async (url, isReference) => {
    if (url.protocol !== "file:") return access.fetch(url.href);
    const path = fileURLToPath(url);
    try {
      return { bytes: await readFile(path), form: formOf(path), mediaType: undefined, etag: undefined };
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
      // The reader says which line refers to a file that is not there.
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
