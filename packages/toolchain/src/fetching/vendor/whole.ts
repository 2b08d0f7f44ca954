import type { SourceText } from "../../openapi/document.js";
import type { DocumentNote } from "../../document/note.js";
import { safeUrl } from "../network/destination.js";
import type { Access } from "./access.js";

/**
 * Compares pages with the whole documents named in their headers. A header may name any address, so only hosts in
 * source.yaml are asked; a note lists the others.
 *
 * @throws {ToolchainError} `network/…` where a whole document could not be fetched, `document/…` where it is unreadable
 * or lacks a page's operation.
 */
export async function compareWithWhole(texts: readonly SourceText[], access: Access): Promise<DocumentNote[]> {
  const notes: DocumentNote[] = [];
  for (const { address, files } of await access.read("wholes", texts)) {
    const url = new URL(address);
    const name = safeUrl(url);
    if (!access.isAllowed(url)) {
      const message = `Not compared with ${name} from the page's header: to compare, add ${url.host} to \`hosts\` in source.yaml`;
      notes.push(...files.map((file): DocumentNote => ({ code: "page-not-compared", message, places: [{ file }] })));
      continue;
    }
    const { bytes, form } = await access.fetch(address);
    const pages = texts.filter(({ path }) => files.includes(path));
    notes.push(...(await access.read("agreement", pages, { name, bytes, form })));
  }
  return notes;
}
