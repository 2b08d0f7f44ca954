import { readSource } from "../document/read-source.js";
import { pathIn, type Source, type SourceFile } from "../document/source.js";
import { ToolchainError } from "../errors.js";
import { type AccessOptions, createAccess } from "../fetching/vendor/access.js";
import { readUpstream, type ProviderUpstream, type UpstreamFile } from "../fetching/vendor/upstream.js";
import { knownDocument, lockDownload } from "../lock.js";
import { chooseProviders, type LockTexts, readProvider } from "../repository/repository.js";
import { createLoad, urlOf, withStdin } from "./add/load.js";
import { withoutCredentials } from "./add/typed-document.js";
import { collectDocuments, type PublishedFile } from "./add/published.js";
import type { CommandContext } from "./context.js";
import { stdin } from "./stdin.js";

/** The arguments of `specloom vendor --from`. */
export interface VendorFromOptions extends Pick<AccessOptions, "hosts" | "timeoutMs"> {
  readonly names: readonly string[];
  /** The new document, as typed: a file, an address, or `-`. */
  readonly from: string;
}

/**
 * Reads a new state of one provider's document that a person has, as if it had been fetched.
 *
 * @throws {ToolchainError} `source/from` where not one provider is named, or where the files are not those that
 * source.yaml lists; what reading the document throws.
 */
export async function upstreamFrom(
  { names, from, ...options }: VendorFromOptions,
  lock: LockTexts,
  { root, cwd, env, network }: CommandContext,
): Promise<ProviderUpstream> {
  const [name, ...others] = names.length === 0 ? [] : chooseProviders(root, names);
  if (name === undefined || others.length > 0)
    throw new ToolchainError("source/from", `Expected one provider with --from, found ${names.length}`);
  const input = await readProvider(root, name, lock);
  const source = readSource(input.source);
  const access = createAccess(source, { ...options, env, network });
  const { files: published } = await collectDocuments([urlOf(from, cwd)], withStdin(createLoad(access), cwd, stdin));
  const copies = new Map(input.documents.map(({ path, text }) => [path, text]));
  const files = paired(source, published, withoutCredentials(from)).map(([file, { text }]): UpstreamFile => {
    const path = pathIn(source, file.file);
    const copy = copies.get(path);
    const { mediaType = null } = knownDocument(input.lock, file.file);
    const locked = (content: string) =>
      lockDownload({ path, text: content }, { url: file.url ?? null, mediaType, etag: null });
    const [before, after] = [copy === undefined ? undefined : locked(copy), locked(text)];
    return {
      file: file.file,
      url: from,
      state: before === undefined ? "new" : before.sha256 === after.sha256 ? "unchanged" : "changed",
      sameText: before?.normalizedSha256 === after.normalizedSha256,
      text: { path, text },
      lock: after,
    };
  });
  const replaced = new Set(files.map(({ text }) => text.path));
  const documents = [...files.map(({ text }) => text), ...input.documents.filter(({ path }) => !replaced.has(path))];
  return { name, files, documents, notes: await readUpstream(source, documents, access) };
}

/** Each read file with the file of source.yaml that it replaces: the entry, and those that are referred to by one path. */
function paired(source: Source, published: readonly PublishedFile[], from: string): [SourceFile, PublishedFile][] {
  const entry = source.files.length === 1 ? source.files[0] : source.files.find(({ file }) => file === source.entry);
  return published.map((read, index) => {
    const file = index === 0 ? entry : source.files.find(({ as, file: own }) => (as ?? own) === (read.as ?? read.file));
    if (file !== undefined) return [file, read];
    const expected = index === 0 ? "one whole document" : `a file with \`as: ${read.as ?? read.file}\``;
    throw new ToolchainError("source/from", `Expected ${expected} in source.yaml for ${from}, found none`, {
      location: { file: source.path },
    });
  });
}
