import { digest, sha256 } from "./document/digest.js";
import type { SourceText } from "./openapi/document.js";
import type { Source } from "./document/source.js";
import { compareText, ownMember } from "./json.js";
import type { ProviderInput } from "./provider.js";
import { contractPath } from "./provider-paths.js";

/** One provider's part of `specs/lock.json`: digests of all inputs, and one of all outputs. */
export interface ProviderLock {
  readonly documents: Readonly<Record<string, DocumentLock>>;
  /** SHA-256 of the overlay's bytes; null where there is none. */
  readonly overlay: string | null;
  /** SHA-256 of `contract.json`, to detect edits of names. */
  readonly contract: string;
  /** SHA-256 over the paths and bytes of every generated file. */
  readonly output: string;
  /** Folder of the code, where it is in no package. */
  readonly code?: string;
  /** The defects that the last generation reported, so that a check reports only new ones. */
  readonly defects?: readonly string[];
}

/** A published file. Fields that only a download can fill are kept. */
export interface DocumentLock {
  readonly url: string | null;
  readonly mediaType: string | null;
  readonly etag: string | null;
  readonly bytes: number;
  readonly sha256: string;
  /** SHA-256 of the text with LF line ends, no byte order mark and a final newline. */
  readonly normalizedSha256: string;
}

/** Digests of a generation's inputs. */
export function lockInput(
  input: ProviderInput,
  source: Pick<Source, "files">,
): Pick<ProviderLock, "documents" | "overlay"> {
  const urls = new Map(source.files.map(({ file, url }) => [file, url]));
  const documents = [...input.documents].toSorted((a, b) => compareText(a.path, b.path));
  return {
    documents: Object.fromEntries(
      documents.map((document) => {
        const name = document.path.slice(`specs/${input.name}/`.length);
        return [name, lockDocument(document, urls.get(name), knownDocument(input.lock, name))];
      }),
    ),
    overlay: input.overlay === undefined ? null : sha256(input.overlay.text),
  };
}

/** Digests of a generation's outputs. */
export function lockOutput(
  name: string,
  output: ReadonlyMap<string, string>,
): Pick<ProviderLock, "contract" | "output"> {
  return {
    contract: sha256(output.get(contractPath(name)) ?? ""),
    output: digestFiles([...output].map(([path, text]) => [path, sha256(text)])),
  };
}

/** SHA-256 over files' paths and digests, in any order. */
export function digestFiles(digests: readonly (readonly [path: string, sha256: string])[]): string {
  const sorted = digests.toSorted(([a], [b]) => compareText(a, b));
  return sha256(sorted.map((entry) => `${entry.join("\n")}\n`).join(""));
}

/** `specs/lock.json`, with its providers sorted. */
export function printLock(providers: Readonly<Record<string, unknown>>): string {
  const sorted = Object.entries(providers).toSorted(([a], [b]) => compareText(a, b));
  return `${JSON.stringify({ version: 1, providers: Object.fromEntries(sorted) }, null, 2)}\n`;
}

function lockDocument(document: SourceText, url: string | undefined, known: KnownDocument): DocumentLock {
  const locked = lockDownload(document, { url: url ?? null, mediaType: known.mediaType ?? null, etag: null });
  if (known.sha256 !== locked.sha256) return locked;
  // An entity tag belongs to one address and its bytes; the address may come from an index.
  const address = url ?? known.url;
  return { ...locked, url: address ?? null, etag: address === known.url ? (known.etag ?? null) : null };
}

/** The lock entry of a text, with the details of its download. */
export function lockDownload(
  { text }: SourceText,
  { url, mediaType, etag }: Pick<DocumentLock, "url" | "mediaType" | "etag">,
): DocumentLock {
  const bytes = new TextEncoder().encode(text);
  const { raw, normalized } = digest(bytes);
  return { url, mediaType, etag, bytes: bytes.byteLength, sha256: raw, normalizedSha256: normalized };
}

/** False where `contract.json` was edited after the last generation. */
export function isContractIntact({ contract, lock }: Pick<ProviderInput, "contract" | "lock">): boolean {
  const known = ownMember(lock, "contract");
  return contract === undefined || typeof known !== "string" || known === sha256(contract.text);
}

/** The lock's fields of one of the provider's files. */
export interface KnownDocument {
  readonly url: string | undefined;
  readonly mediaType: string | undefined;
  readonly etag: string | undefined;
  readonly sha256: string | undefined;
}

export function knownDocument(lock: unknown, file: string): KnownDocument {
  const entry = ownMember(ownMember(lock, "documents"), file);
  const text = (key: string): string | undefined => {
    const value = ownMember(entry, key);
    return typeof value === "string" ? value : undefined;
  };
  return { url: text("url"), mediaType: text("mediaType"), etag: text("etag"), sha256: text("sha256") };
}
