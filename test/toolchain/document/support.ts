import type { SourceText } from "../../../packages/toolchain/src/openapi/document.js";
import { readDocument, type PublishedDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import { formatLocation } from "../../../packages/toolchain/src/location.js";

/** A source.yaml of pages, with further lines of its own at the end. */
export function sourceText(files: readonly string[], more = ""): string {
  const listed = files.map((file) => `  ${file}: https://docs.example.com/${file}\n`).join("");
  return `name: acme\npackage: "@acme/sdk"\ntitle: Acme\ndocument: pages\nfiles:\n${listed}${more}`;
}

/** A page around the lines of a fragment; `openapi` and `info` are given unless the fragment has them. */
export function page(header: string, fragment: string): string {
  const start = /^openapi:/m.test(fragment) ? "" : "openapi: 3.1.0\ninfo: { title: Acme, version: 1.0.0 }\n";
  return `# A page\n\n\`\`\`\`yaml ${header}\n${start}${fragment.trimEnd()}\n\`\`\`\`\n`;
}

/** Pages by file name, read as one API. */
export function readPages(pages: Readonly<Record<string, string>>, more = ""): PublishedDocument {
  const source = readSource({ path: "specs/acme/source.yaml", text: sourceText(Object.keys(pages), more) });
  return readDocument(source, texts(pages));
}

export function texts(files: Readonly<Record<string, string>>): SourceText[] {
  return Object.entries(files).map(([file, text]) => ({ path: `specs/acme/${file}`, text }));
}

/** A failure as one line, `code at file:line:column (pointer): message`, or "no failure". */
export function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    if (error.hint === "") return "a failure without a hint";
    return `${error.code} at ${error.location === undefined ? "nowhere" : formatLocation(error.location)}: ${error.message}`;
  }
  return "no failure";
}
