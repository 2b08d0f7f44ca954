import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isAddress } from "../../document/file-name.js";
import { ToolchainError } from "../../errors.js";
import type { DocumentForm } from "../../fetching/network/media-type.js";
import type { Access } from "../../fetching/vendor/access.js";
import { readBytes } from "../../repository/gate/gate.js";
import { slashed } from "../../repository/gate/paths.js";
import type { Load } from "./published.js";

/**
 * The URL of a typed document: an address where it starts with a scheme, else a file relative to the working folder.
 */
export function urlOf(typed: string, cwd: string): URL {
  if (!isAddress(typed)) return pathToFileURL(resolve(cwd, typed));
  if (!URL.canParse(typed))
    throw new ToolchainError("network/scheme", "Expected an https address, found an invalid URL");
  const url = new URL(typed);
  url.hash = "";
  if (url.protocol === "file:" && filePathOf(url) === undefined)
    throw new ToolchainError("document/unreadable", `Expected the address of a file on this machine, found ${typed}`, {
      hint: PATH_HINT,
    });
  return url;
}

const PATH_HINT = "Correct the path. An address begins with `https://`, on this machine also with `http://`.";

/** The path of a `file:` URL. Undefined for another machine, an encoded slash, or a malformed escape. */
export function filePathOf(url: URL): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

/**
 * Loads `file:` URLs from the disk, and all others through the network guards. A file that a person typed may be
 * anywhere; one that a reference names is inside the document's folder, also after links.
 */
export function createLoad(access: Access): Load {
  return async (url, folder) => {
    if (url.protocol !== "file:") return access.fetch(url.href);
    const path = filePathOf(url);
    // The document reader reports that the file is missing. It knows the line of the reference.
    if (path === undefined) return undefined;
    try {
      return {
        bytes: await (folder === undefined ? readFile(path) : readBelow(folder, path)),
        form: formOf(path),
        mediaType: undefined,
        etag: undefined,
      };
    } catch (cause) {
      if (cause instanceof ToolchainError) throw cause;
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
      if (folder !== undefined && code === "ENOENT") return undefined;
      const found = { ENOENT: "none", EISDIR: "a folder" }[code];
      const message = found === undefined ? `Cannot read the file: ${code}` : `Expected a file, found ${found}`;
      throw new ToolchainError("document/unreadable", message, {
        location: { file: slashed(path) },
        hint: PATH_HINT,
        cause,
      });
    }
  };
}

function readBelow(folder: string, path: string): Promise<Buffer> {
  const root = fileURLToPath(folder);
  return readBytes(root, slashed(relative(root, path)));
}

/** The form that a file name tells. */
export function formOf(path: string): DocumentForm {
  if (/\.(?:md|markdown)$/iu.test(path)) return "markdown";
  if (/\.json$/iu.test(path)) return "json";
  return /\.ya?ml$/iu.test(path) ? "yaml" : "text";
}

/** Loads standard input where a document is typed as `-`. It is read once, because it ends. */
export function withStdin(load: Load, cwd: string, bytes: () => Promise<Uint8Array>): Load {
  const stdin = urlOf("-", cwd).href;
  let read: Promise<Uint8Array> | undefined;
  return async (url, folder) => {
    if (url.href !== stdin) return load(url, folder);
    return { bytes: await (read ??= bytes()), form: "text", mediaType: undefined, etag: undefined };
  };
}
