import { agreementNotes } from "../../document/agreement.js";
import type { SourceText } from "../../openapi/document.js";
import type { DocumentNote } from "../../document/note.js";
import { openApiObject } from "../../document/openapi-object.js";
import { type Page, readPage } from "../../document/page.js";
import { readJson } from "../../document/json-text.js";
import { readYaml } from "../../document/yaml.js";
import type { Fragment } from "../../document/fragment.js";
import { decodeText } from "../../document/text.js";
import { shownUrl } from "../network/destination.js";
import type { Access } from "./access.js";

/**
 * Compares pages with the whole documents that their headers name. A page may name any address, so only hosts that
 * source.yaml names are asked; of the others a note says so.
 *
 * @throws {ToolchainError} `network/…` where a whole document cannot be had, `document/…` where it cannot be read or
 *   lacks a page's operation.
 */
export async function compareWithWhole(texts: readonly SourceText[], access: Access): Promise<DocumentNote[]> {
  const notes: DocumentNote[] = [];
  for (const [address, pages] of pagesByDocument(texts)) {
    const url = new URL(address);
    const shown = shownUrl(url);
    if (!access.isAllowed(url)) {
      const message = `Not compared with ${shown}, which it names: list ${url.host} under \`hosts\` in source.yaml to do so`;
      notes.push(
        ...pages.map(({ file }): DocumentNote => ({ code: "page-not-compared", message, places: [{ file }] })),
      );
      continue;
    }
    const { bytes, form } = await access.fetch(address);
    const text = decodeText(shown, bytes);
    const data = form === "json" ? readJson(text) : readYaml(text, []);
    const whole: Fragment = { file: shown, value: openApiObject(data), locate: data.locate };
    notes.push(...pages.flatMap((page) => agreementNotes(page, whole)));
  }
  return notes;
}

/** Pages by the document that their header names. A header may also name a file of the publisher's own, which nobody else has. */
function pagesByDocument(texts: readonly SourceText[]): ReadonlyMap<string, readonly Page[]> {
  const found = new Map<string, Page[]>();
  for (const page of texts.map((text) => readPage(text, []))) {
    const address = page.operation.documentUrl;
    if (address === undefined || !URL.canParse(address)) continue;
    found.set(address, [...(found.get(address) ?? []), page]);
  }
  return found;
}
