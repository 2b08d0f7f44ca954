import type { SourceText } from "../../openapi/document.js";
import type { DocumentNote } from "../../document/note.js";
import { readDocument } from "../../document/read-document.js";
import { documentPaths, pathIn, type Source, type SourceFile } from "../../document/source.js";
import { decodeText } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { type DocumentLock, knownDocument, lockDownload } from "../../lock.js";
import type { Access } from "./access.js";
import { addressesOf } from "./address-book.js";
import { compareWithWhole } from "./whole.js";

/** One file as its provider publishes it now, beside the vendored copy. */
export interface UpstreamFile {
  readonly file: string;
  readonly url: string;
  readonly state: "unchanged" | "changed" | "new";
  /** True where only line ends, the byte order mark or the last newline changed. */
  readonly sameText: boolean;
  readonly text: SourceText;
  readonly lock: DocumentLock;
}

/** A source as its provider publishes it now. */
export interface Upstream {
  readonly files: readonly UpstreamFile[];
  /** Every file of the source, those that came by hand as they stand here. */
  readonly documents: readonly SourceText[];
  readonly notes: readonly DocumentNote[];
}

/** A provider and what it publishes now. */
export interface ProviderUpstream extends Upstream {
  readonly name: string;
}

/** What stands here of a source. */
export interface VendoredSource {
  readonly source: Source;
  readonly documents: readonly SourceText[];
  /** The provider's part of `specs/lock.json`. */
  readonly lock: unknown;
}

/**
 * Fetches every file of a source that has an address, and reads the whole as `generate` would. Nothing is written.
 *
 * @param progress Told which file is on its way.
 * @throws {ToolchainError} A `network/` code, or `source/credential`; what was fetched and cannot be read is
 *   `network/document`.
 */
export async function fetchUpstream(
  vendored: VendoredSource,
  access: Access,
  progress: (file: string) => void = () => {},
): Promise<Upstream> {
  const { source } = vendored;
  const addresses = await addressesOf(vendored, access);
  const copies = new Map(vendored.documents.map((document) => [document.path, document]));
  const files: UpstreamFile[] = [];
  for (const { file, url } of addresses) {
    progress(file.file);
    files.push(await fetchFile(file, url, copies.get(pathIn(source, file.file)), vendored, access));
  }
  const fetched = new Map(files.map(({ text }) => [text.path, text]));
  const kept = vendored.documents.filter(({ path }) => !fetched.has(path));
  const documents = [...fetched.values(), ...kept];
  const listed = new Set(documentPaths(source));
  const texts = documents.filter(({ path }) => listed.has(path));
  const notes = await readable(source, async () => {
    const reading = readDocument(source, texts);
    return [...reading.notes, ...(source.document === "pages" ? await compareWithWhole(texts, access) : [])];
  });
  return { files, documents, notes };
}

async function fetchFile(
  { file, location }: SourceFile,
  url: string,
  copy: SourceText | undefined,
  { source, lock }: VendoredSource,
  access: Access,
): Promise<UpstreamFile> {
  const path = pathIn(source, file);
  const known = knownDocument(lock, file);
  const standing = copy && lockDownload(copy, { url, mediaType: known.mediaType ?? null, etag: known.etag ?? null });
  // A tag speaks of the bytes that came with it from this address, so an edited copy is fetched again.
  const isAsFetched = standing !== undefined && known.url === url && known.sha256 === standing.sha256;
  const fetched = await access.fetchUnlessSame(url, isAsFetched ? known.etag : undefined, location);
  if (fetched.kind === "unchanged" && copy !== undefined && standing !== undefined)
    return { file, url, state: "unchanged", sameText: true, text: copy, lock: standing };
  if (fetched.kind === "unchanged")
    throw new ToolchainError("network/status", `Expected ${file}, found 304`, { location });
  const text = await readable(source, async () => decodeText(path, fetched.bytes));
  const now = lockDownload(text, { url, mediaType: fetched.mediaType, etag: fetched.etag ?? null });
  return {
    file,
    url,
    state: standing === undefined ? "new" : standing.sha256 === now.sha256 ? "unchanged" : "changed",
    sameText: standing?.normalizedSha256 === now.normalizedSha256,
    text,
    lock: now,
  };
}

/** Reads what was fetched; where that fails, upstream is to blame and the copy here still stands. */
async function readable<T>(source: Source, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ToolchainError) || !error.code.startsWith("document/")) throw error;
    const location = publishedLocation(source, error.location);
    // What people can decide, they decide here, before the new pages come in.
    const hint = error.code === "document/conflict" ? error.hint : undefined;
    throw new ToolchainError("network/document", `${error.message} [${error.code}]`, { location, hint, cause: error });
  }
}

/** A place in what was fetched, named by its address: the copy here has other lines. */
function publishedLocation(source: Source, location: Location | undefined): Location | undefined {
  const found = source.files.find(({ file }) => pathIn(source, file) === location?.file);
  return location === undefined || found?.url === undefined ? location : { ...location, file: found.url };
}
