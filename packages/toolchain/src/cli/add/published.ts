import { outsideFiles } from "../../document/bundle/outside-files.js";
import { readData } from "../../document/read-data.js";
import { decodeText } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import type { DocumentForm } from "../../fetching/network/media-type.js";
import { documentName, pathBelow } from "./document-name.js";

/** A published file as it will stand in `specs/<name>`. */
export interface PublishedFile {
  /** Relative to that folder. */
  readonly file: string;
  readonly text: string;
  /** Undefined where it came from this machine. */
  readonly url: string | undefined;
  readonly mediaType: string | undefined;
  readonly etag: string | undefined;
}

/** What a provider published, as source.yaml will list it. */
export interface Published {
  readonly document: "pages" | "whole";
  /** The file that a whole document begins in, where there are several. */
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
 * Gets a file by its `https:` or `file:` URL; undefined where a reference names a file that does not exist, which
 * reading the document will say with its line.
 */
export type Load = (url: URL, isReference: boolean) => Promise<Loaded | undefined>;

/** Files that one document may be made of. */
const MAX_FILES = 500;

/**
 * Gathers what was named: one whole document with the files below its folder that it refers to, or pages.
 *
 * @throws {ToolchainError} `add/documents` where these cannot stand together; those of `load` and of reading.
 */
export async function gather(urls: readonly URL[], load: Load): Promise<Published> {
  const files: Item[] = [];
  for (const url of urls) {
    const loaded = await load(url, false);
    if (loaded === undefined)
      throw new ToolchainError("document/unreadable", `Expected a file, found none at ${url.href}`);
    files.push(item(url, loaded, documentName(url, loaded)));
  }
  const pages = files.filter(({ file }) => file.endsWith(".md"));
  const [first, second] = files;
  if (first !== undefined && second === undefined && pages.length === 0) return whole(first, load);
  if (pages.length < files.length) {
    const found = `${pages.length} pages and ${files.length - pages.length} whole documents`;
    throw new ToolchainError("add/documents", `Expected pages only, or one whole document, found ${found}`);
  }
  const names = pages.map(({ file }) => file.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ToolchainError("add/documents", `Expected pages of different names, found ${twice} twice`);
  return { document: "pages", entry: undefined, files: pages.map(published) };
}

/** A file on its way, with the address by which references are followed. */
interface Item extends PublishedFile {
  readonly base: URL;
}

function item(base: URL, { bytes, mediaType, etag }: Loaded, file: string): Item {
  const { text } = decodeText(file, bytes);
  return { base, file, text, url: base.protocol === "file:" ? undefined : base.href, mediaType, etag };
}

/** A document and, one after the other, the files that it refers to below its own folder. The others are left alone. */
async function whole(entry: Item, load: Load): Promise<Published> {
  const folder = new URL(".", entry.base).href;
  const found = new Map([[entry.base.href, entry]]);
  for (const { base, file, text } of found.values()) {
    for (const reference of outsideFiles(readData({ path: file, text }, []).value)) {
      const url = URL.canParse(reference, base.href) ? new URL(reference, base.href) : undefined;
      const path = url === undefined ? undefined : pathBelow(folder, url);
      if (url === undefined || path === undefined || found.has(url.href)) continue;
      const loaded = await load(url, true);
      if (loaded === undefined) continue;
      if (found.size === MAX_FILES)
        throw new ToolchainError("add/documents", `Expected a document of at most ${MAX_FILES} files, found more`);
      found.set(url.href, item(url, loaded, path));
    }
  }
  const files = [...found.values()].map(published);
  return { document: "whole", entry: files.length > 1 ? entry.file : undefined, files };
}

function published({ base: _base, ...file }: Item): PublishedFile {
  return file;
}
