import type { SourceText } from "../../openapi/document.js";
import { type Page, readPage } from "../../document/page.js";
import { pathIn, type Source, type SourceFile } from "../../document/source.js";
import { decodeText } from "../../document/text.js";
import { ToolchainError } from "../../errors.js";
import { safeUrl } from "../network/destination.js";
import type { Access } from "./access.js";
import { hasTitle, markdownAddress, type PageLink, parseIndex, titleOf } from "./page-index.js";

/** A file and its current address. */
export interface AddressedFile {
  readonly file: SourceFile;
  readonly url: string;
}

/** The largest number of pages with the same title that are fetched. */
const MAX_CANDIDATES = 20;

/**
 * The addresses of a source's files: their own, or those that an index has for their titles. Local files have none.
 *
 * @throws {ToolchainError} `network/index` where an index does not identify the page; `network/…` of fetching.
 */
export async function addressesOf(
  { source, documents }: { readonly source: Source; readonly documents: readonly SourceText[] },
  access: Access,
): Promise<AddressedFile[]> {
  const indexes = new Map<string, readonly PageLink[]>();
  const found: AddressedFile[] = [];
  for (const file of source.files) {
    const { url, index, location } = file;
    if (url !== undefined) found.push({ file, url: source.document === "pages" ? markdownAddress(url) : url });
    if (index === undefined) continue;
    const links =
      indexes.get(index) ??
      parseIndex(decodeText(safeUrl(new URL(index)), (await access.fetch(index, location)).bytes).text, index);
    indexes.set(index, links);
    const copy = documents.find(({ path }) => path === pathIn(source, file.file));
    found.push({ file, url: await addressIn(links, file, copy, access) });
  }
  return found;
}

/** The page with the copy's title that describes the copy's operation. */
async function addressIn(
  links: readonly PageLink[],
  { file, index = "", location }: SourceFile,
  copy: SourceText | undefined,
  access: Access,
): Promise<string> {
  const fail = (message: string): ToolchainError => new ToolchainError("network/index", message, { location });
  const safeAddress = safeUrl(new URL(index));
  const title = copy === undefined ? undefined : titleOf(copy.text);
  if (copy === undefined || title === undefined)
    throw fail(`Expected a local copy of ${file} with a title, to find the page in ${safeAddress}; found none`);
  const candidates = links.filter((link) => hasTitle(link, title)).map(({ url }) => markdownAddress(url));
  const [only, second] = new Set(candidates);
  if (only === undefined)
    throw fail(`Expected ${safeAddress} to list the page '${title}', found ${links.length} others`);
  if (second === undefined) return only;
  const { operation } = readPage(copy);
  for (const url of [...new Set(candidates)].slice(0, MAX_CANDIDATES)) {
    const { bytes } = await access.fetch(url, location);
    if (describesOperation(decodeText(safeUrl(new URL(url)), bytes), operation)) return url;
  }
  const wanted = `${operation.method.toUpperCase()} ${operation.path}`;
  throw fail(
    `Expected a page '${title}' about ${wanted} in ${safeAddress}, found ${candidates.length} pages about other operations`,
  );
}

function describesOperation(text: SourceText, { method, path }: Page["operation"]): boolean {
  try {
    const { operation } = readPage(text);
    return operation.method === method && operation.path === path;
  } catch (error) {
    // A page with the same title but without an operation, such as a guide.
    if (error instanceof ToolchainError) return false;
    throw error;
  }
}
