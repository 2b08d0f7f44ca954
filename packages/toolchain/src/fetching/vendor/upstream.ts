import type { SourceText } from "../../openapi/document.js";
import type { DocumentNote } from "../../document/note.js";
import { documentPaths, pathIn, type Source, type SourceFile } from "../../document/source.js";
import { decodeText } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { type DocumentLock, knownDocument, lockDownload } from "../../lock.js";
import { safeUrl } from "../network/destination.js";
import type { Access } from "./access.js";
import { addressesOf } from "./address-book.js";
import { compareWithWhole } from "./whole.js";

/** A file as its provider publishes it now, compared with the vendored copy. */
export interface UpstreamFile {
  readonly file: string;
  readonly url: string;
  readonly state: "unchanged" | "changed" | "new";
  /** True where only line ends, the byte order mark or the final newline changed. */
  readonly sameText: boolean;
  readonly text: SourceText;
  readonly lock: DocumentLock;
}

/** A source as its provider publishes it now. */
export interface Upstream {
  readonly files: readonly UpstreamFile[];
  /** Every file of the source, including local ones. */
  readonly documents: readonly SourceText[];
  readonly notes: readonly DocumentNote[];
}

/** A provider and its published state. */
export interface ProviderUpstream extends Upstream {
  readonly name: string;
}

/** The vendored copies of a source. */
export interface VendoredSource {
  readonly source: Source;
  readonly documents: readonly SourceText[];
  /** The provider's part of `specs/lock.json`. */
  readonly lock: unknown;
}

/**
 * Fetches every file of a source that has an address, and reads the whole as `generate` does. Writes nothing.
 *
 * @param progress Called with the file that is fetched next.
 * @throws {ToolchainError} A `network/` code, or `source/credential`; `network/document` where a fetched document is
 * unreadable.
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
  return { files, documents, notes: await readUpstream(source, documents, access) };
}

/** Reads the documents as `generate` does. @returns What was noticed. */
export async function readUpstream(
  source: Source,
  documents: readonly SourceText[],
  access: Access,
): Promise<DocumentNote[]> {
  const listed = new Set(documentPaths(source));
  const texts = documents.filter(({ path }) => listed.has(path));
  return asProviderFault(source, async () => {
    const read = await access.read("document", source, texts);
    return [...read, ...(source.document === "pages" ? await compareWithWhole(texts, access) : [])];
  });
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
  const copyLock = copy && lockDownload(copy, { url, mediaType: known.mediaType ?? null, etag: known.etag ?? null });
  // An entity tag is valid only for unedited bytes from the same address.
  const isAsFetched = copyLock !== undefined && known.url === url && known.sha256 === copyLock.sha256;
  const fetched = await access.fetchUnlessSame(url, isAsFetched ? known.etag : undefined, location);
  if (fetched.kind === "unchanged" && copy !== undefined && copyLock !== undefined)
    return { file, url, state: "unchanged", sameText: true, text: copy, lock: copyLock };
  if (fetched.kind === "unchanged")
    throw new ToolchainError("network/status", `Expected ${file}, found 304`, { location });
  const text = await asProviderFault(source, async () => decodeText(path, fetched.bytes));
  const newLock = lockDownload(text, { url, mediaType: fetched.mediaType, etag: fetched.etag ?? null });
  return {
    file,
    url,
    state: copyLock === undefined ? "new" : copyLock.sha256 === newLock.sha256 ? "unchanged" : "changed",
    sameText: copyLock?.normalizedSha256 === newLock.normalizedSha256,
    text,
    lock: newLock,
  };
}

/** Reads fetched files. An error is reported as a fault of the provider, because the local copy is unaffected. */
async function asProviderFault<T>(source: Source, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ToolchainError) || !error.code.startsWith("document/")) throw error;
    const location = publishedLocation(source, error.location);
    // People can resolve a conflict here, before the new pages are stored.
    const hint = error.code === "document/conflict" ? error.hint : undefined;
    throw new ToolchainError("network/document", `${error.message} [${error.code}]`, { location, hint, cause: error });
  }
}

/** A location in a fetched file, with its address as the file: the local copy has other lines. */
function publishedLocation(source: Source, location: Location | undefined): Location | undefined {
  const found = source.files.find(({ file }) => pathIn(source, file) === location?.file);
  return location === undefined || found?.url === undefined
    ? location
    : { ...location, file: safeUrl(new URL(found.url)) };
}
