import { fileURLToPath } from "node:url";
import { outsideFiles } from "../../document/bundle/outside-files.js";
import { readData } from "../../document/read-data.js";
import { decodeText, MAX_BYTES } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import type { DocumentForm } from "../../fetching/network/media-type.js";
import { safeUrl } from "../../fetching/network/destination.js";
import type { SourceText } from "../../openapi/document.js";
import { slashed } from "../../repository/gate/paths.js";
import { documentName, partName, pathBelow } from "./document-name.js";

/** A published file as `specs/<name>` will hold it. */
export interface PublishedFile {
  /** Relative to that folder. */
  readonly file: string;
  /** The path by which the other files refer to it, where that is not its name here. */
  readonly as: string | undefined;
  readonly text: string;
  /** Undefined where the file comes from this machine. */
  readonly url: string | undefined;
  readonly mediaType: string | undefined;
  readonly etag: string | undefined;
}

/** The documents of a provider, as source.yaml will list them. */
export interface Published {
  readonly document: "pages" | "whole";
  /** The first file of a whole document that has several files. */
  readonly entry: string | undefined;
  readonly files: readonly PublishedFile[];
}

/** A file from the disk or the network. */
export interface Loaded {
  readonly bytes: Uint8Array;
  readonly form: DocumentForm;
  readonly mediaType: string | undefined;
  readonly etag: string | undefined;
}

/**
 * Loads a file by its `https:` or `file:` URL. Undefined where a reference names a missing file; the document reader
 * reports it with its line.
 *
 * @param folder Of a reference: the URL of the document's folder, which the file is below.
 */
export type Load = (url: URL, folder?: string) => Promise<Loaded | undefined>;

/**
 * A smaller file counts as this many bytes towards {@link MAX_BYTES}, the limit for all files of a document together.
 */
const MIN_FILE_BYTES = 4096;

/** The longest chain of files that refer to each other. */
const MAX_FILE_DEPTH = 100;

/**
 * Collects pages, or one whole document with the files below its folder that it refers to.
 *
 * @param signal Stops the search for further files.
 * @throws {ToolchainError} `add/documents` where the documents do not belong together or are too many; what `load` and
 * the document reader throw.
 */
export async function collectDocuments(urls: readonly URL[], load: Load, signal?: AbortSignal): Promise<Published> {
  const files: Item[] = [];
  for (const url of urls) {
    const loaded = await load(url);
    if (loaded === undefined)
      throw new ToolchainError("document/unreadable", `Expected a file, found none at ${url.href}`);
    files.push(item(url, loaded, documentName(url, loaded)));
  }
  const pages = files.filter(({ file }) => file.endsWith(".md"));
  const [first, second] = files;
  if (first !== undefined && second === undefined && pages.length === 0) return whole(first, load, signal);
  if (pages.length < files.length) {
    const found = `${pages.length} pages and ${files.length - pages.length} whole documents`;
    throw new ToolchainError("add/documents", `Expected pages only, or one whole document, found ${found}`);
  }
  const names = pages.map(({ file }) => file.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ToolchainError("add/documents", `Expected pages with different names, found ${twice} twice`);
  return { document: "pages", entry: undefined, files: pages.map(published) };
}

/** A file, with the URL that its references are relative to. */
interface Item extends PublishedFile {
  readonly base: URL;
  /** The number of references that lead to the file. */
  readonly depth: number;
}

function item(base: URL, { bytes, mediaType, etag }: Loaded, file: string, as?: string, depth = 0): Item {
  const { text } = decodeText(base.protocol === "file:" ? slashed(fileURLToPath(base)) : safeUrl(base), bytes);
  return { base, file, as, text, url: base.protocol === "file:" ? undefined : base.href, mediaType, etag, depth };
}

/** Reads a document and, one after the other, the files below its folder that it refers to. Ignores other files. */
async function whole(entry: Item, load: Load, signal?: AbortSignal): Promise<Published> {
  const folder = new URL(".", entry.base).href;
  const found = new Map([[entry.base.href, entry]]);
  let total = 0;
  for (const { base, file, text, depth } of found.values()) {
    if (!mayReferOutside(text)) continue;
    for (const reference of referencesOf({ path: file, text })) {
      const url = URL.canParse(reference, base.href) ? new URL(reference, base.href) : undefined;
      const path = url === undefined ? undefined : pathBelow(folder, url);
      if (url === undefined || path === undefined || found.has(url.href)) continue;
      signal?.throwIfAborted();
      const loaded = await load(url, folder);
      if (loaded === undefined) continue;
      total += Math.max(loaded.bytes.byteLength, MIN_FILE_BYTES);
      if (total > MAX_BYTES)
        throw tooMany(`files of at most ${MAX_BYTES} bytes, each counted as ${MIN_FILE_BYTES} at least`, path);
      if (depth === MAX_FILE_DEPTH)
        throw tooMany(`at most ${MAX_FILE_DEPTH} files that refer to each other in a row`, path);
      found.set(url.href, item(url, loaded, partName(found.size, loaded), path, depth + 1));
    }
  }
  const files = [...found.values()].map(published);
  return { document: "whole", entry: files.length > 1 ? entry.file : undefined, files };
}

/** Of a text that cannot be read, none: the document reader reports it, under the name that was typed. */
function referencesOf(source: SourceText): Iterable<string> {
  try {
    return outsideFiles(readData(source, []).value);
  } catch (error) {
    if (error instanceof ToolchainError) return [];
    throw error;
  }
}

/**
 * A reference, or a discriminator's mapping, that names a file, as JSON or YAML have it. Each part has its end, so that
 * no text takes more than linear time.
 */
const FILE_REFERENCE =
  /\$ref["']?\s{0,20}:\s{0,20}["']?[^\s"'#][^"'\n]{0,500}?\.(?:json|ya?ml)|mapping["']?\s{0,20}:[^}]{0,2000}?\.(?:json|ya?ml)/iu;

/** Whether a text may refer to another file; most do not, and need not be read for it. */
export function mayReferOutside(text: string): boolean {
  return FILE_REFERENCE.test(text);
}

function tooMany(expected: string, file: string): ToolchainError {
  return new ToolchainError("add/documents", `Expected ${expected}, found more`, { location: { file } });
}

function published({ base: _base, depth: _depth, ...file }: Item): PublishedFile {
  return file;
}
