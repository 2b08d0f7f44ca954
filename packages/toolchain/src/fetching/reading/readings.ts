import { appendTo } from "../../append-to.js";
import { agreementNotes } from "../../document/agreement.js";
import { decodeText } from "../../document/text.js";
import { openApiObject } from "../../document/openapi-object.js";
import type { DocumentNote } from "../../document/note.js";
import { readDocument } from "../../document/read-document.js";
import { readJson } from "../../document/json-text.js";
import { readPage } from "../../document/page.js";
import type { Source } from "../../document/source.js";
import { readYaml } from "../../document/yaml.js";
import { driftProvider } from "../../drift.js";
import { type Generated, generate } from "../../generate.js";
import type { SourceText } from "../../openapi/document.js";
import type { ProviderInput } from "../../provider.js";
import type { DocumentForm } from "../network/media-type.js";

/** A whole document that pages name in their headers. */
export interface WholeDocument {
  /** Its address, as messages show it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly form: DocumentForm;
}

/** An address, and the files of the pages that name it. */
export interface NamedDocument {
  readonly address: string;
  readonly files: readonly string[];
}

/**
 * All that is done with the texts of an upstream. A thread of its own does it, since no timer ends work in this one; so
 * what is given and what comes back is plain data.
 */
export const readings = {
  /** Reads a source's document as `generate` does. */
  document: (source: Source, texts: readonly SourceText[]): readonly DocumentNote[] =>
    readDocument(source, texts).notes,
  /** The whole documents in the headers of pages. A header may also name a private file of the publisher; not those. */
  wholes: (texts: readonly SourceText[]): readonly NamedDocument[] => {
    const found = new Map<string, string[]>();
    for (const { file, operation } of texts.map((text) => readPage(text, []))) {
      const address = operation.documentUrl;
      if (address === undefined || !URL.canParse(address)) continue;
      appendTo(found, address, file);
    }
    return [...found].map(([address, files]) => ({ address, files }));
  },
  /** Compares pages with the whole document that their headers name. */
  agreement: (pages: readonly SourceText[], { name, bytes, form }: WholeDocument): readonly DocumentNote[] => {
    const text = decodeText(name, bytes);
    const data = form === "json" ? readJson(text) : readYaml(text, []);
    const whole = { file: name, value: openApiObject(data), locate: data.locate };
    return pages.flatMap((page) => agreementNotes(readPage(page, []), whole));
  },
  compare: driftProvider,
  generate: (input: ProviderInput, isStrict: boolean): Promise<Generated> => generate(input, undefined, isStrict),
};

export type Readings = typeof readings;

/** Does one of them in a thread, within the time limit of one provider. */
export type ReadUpstream = <Name extends keyof Readings>(
  name: Name,
  ...args: Parameters<Readings[Name]>
) => Promise<Awaited<ReturnType<Readings[Name]>>>;
