import { agreementNotes } from "../../document/agreement.js";
import type { SourceText } from "../../openapi/document.js";
import type { DocumentNote } from "../../document/note.js";
import { openApiObject } from "../../document/openapi-object.js";
import { type Page, readPage } from "../../document/page.js";
import { readJson } from "../../document/json-text.js";
import { readYaml } from "../../document/yaml.js";
import type { Fragment } from "../../document/fragment.js";
import { decodeText } from "../../document/text.js";
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
  for (const [address, pages] of pagesByDocument(texts)) {
    const url = new URL(address);
    const safeAddress = safeUrl(url);
    if (!access.isAllowed(url)) {
      const message = `Not compared with ${safeAddress} from the page's header: to compare, add ${url.host} to \`hosts\` in source.yaml`;
      notes.push(
        ...pages.map(({ file }): DocumentNote => ({ code: "page-not-compared", message, places: [{ file }] })),
      );
      continue;
    }
    const { bytes, form } = await access.fetch(address);
    const text = decodeText(safeAddress, bytes);
    const data = form === "json" ? readJson(text) : readYaml(text, []);
    const whole: Fragment = { file: safeAddress, value: openApiObject(data), locate: data.locate };
    notes.push(...pages.flatMap((page) => agreementNotes(page, whole)));
  }
  return notes;
}

/** Pages by the document in their header. A header may also name a private file of the publisher; those are skipped. */
function pagesByDocument(texts: readonly SourceText[]): ReadonlyMap<string, readonly Page[]> {
  const found = new Map<string, Page[]>();
  for (const page of texts.map((text) => readPage(text, []))) {
    const address = page.operation.documentUrl;
    if (address === undefined || !URL.canParse(address)) continue;
    found.set(address, [...(found.get(address) ?? []), page]);
  }
  return found;
}
