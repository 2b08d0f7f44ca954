import { ToolchainError } from "../errors.js";
import { compareText } from "../json.js";
import { bundle } from "./bundle/bundle.js";
import type { SourceDocument, SourceText } from "../openapi/document.js";
import type { Header } from "./header.js";
import { withLoneReferences } from "./lone-references.js";
import { mergeFragments } from "./merge.js";
import { noDocument } from "./no-document.js";
import type { Recovery } from "./data.js";
import type { Defect } from "./defects/defect.js";
import { DEFECTS } from "./defects/defect-table.js";
import type { DocumentNote } from "./note.js";
import { readPage } from "./page.js";
import { readDocumentText } from "./read-document-text.js";
import { documentPaths, pathIn, type Source } from "./source.js";
import { subset } from "./subset.js";
import { upgradeDocument } from "./upgrade.js";

/** A provider's document as OpenAPI 3.1 or 3.2, and what was noticed on the way. */
export interface PublishedDocument {
  readonly document: SourceDocument;
  readonly notes: readonly DocumentNote[];
  /** What had to be read otherwise than it stands before an overlay could say anything of it. */
  readonly defects: readonly Defect[];
  /** What each page's header says, by the page's path; empty for a whole document. */
  readonly headers: ReadonlyMap<string, Header>;
}

/**
 * Reads what a provider published: pages, merged to one document, or the whole document. Nothing is fetched, and the
 * order of `files` does not matter.
 * Of a document that `include` and `exclude` name a part of, only that part is converted.
 *
 * @throws ToolchainError of the `document/` codes, each with file, line and column
 */
export function readDocument(source: Source, files: readonly SourceText[]): PublishedDocument {
  const texts = listedTexts(source, files);
  const recovered: Recovery[] = [];
  if (source.document === "whole") {
    const whole = withLoneReferences(readWhole(source, texts, recovered));
    const defects = [...recovered.map(recoveredDefect), ...whole.defects];
    return { document: converted(whole.document, source), notes: [], defects, headers: new Map() };
  }
  const pages = texts.map((text) => readPage(text, recovered));
  const { document: merged, notes } = mergeFragments(source, pages);
  const lone = withLoneReferences(merged);
  const defects = [...recovered.map(recoveredDefect), ...lone.defects];
  const headers = new Map(pages.map(({ file, operation }) => [file, operation]));
  return { document: converted(lone.document, source), notes, defects, headers };
}

/** Swagger 2.0 has its operations' parts in other places, so it is converted first. */
function converted(document: SourceDocument, source: Source): SourceDocument {
  const isOld = Object.hasOwn(document.value, "swagger");
  return isOld ? subset(upgradeDocument(document), source) : upgradeDocument(subset(document, source));
}

function recoveredDefect({ message: name, location }: Recovery): Defect {
  const code = "text-recovered";
  return { code, pointer: "", location, message: DEFECTS[code].message({ name }), repair: [] };
}

function readWhole(source: Source, texts: readonly SourceText[], recovered: Recovery[]): SourceDocument {
  const names = new Map(source.files.map((file) => [pathIn(source, file.file), file]));
  const folder = folderOf(source);
  const documents = texts.map((text) => {
    const { as, url, file = "" } = names.get(text.path) ?? {};
    const isBelow = url !== undefined && folder !== undefined && url.startsWith(folder);
    // Files refer to each other by the paths at which they were published.
    const known = pathIn(source, as ?? (isBelow ? url.slice(folder.length) : file));
    return { ...readDocumentText(text, recovered), path: text.path, known, url };
  });
  const [first, second] = documents;
  const entry =
    source.entry === undefined ? first : documents.find(({ path }) => path === pathIn(source, source.entry ?? ""));
  if (entry === undefined || (second !== undefined && source.entry === undefined)) {
    const message = `Expected \`entry\` to name the file that the document begins in, found ${texts.length} files and no entry`;
    throw new ToolchainError("source/invalid", message, {
      location: source.files[1]?.location ?? { file: source.path },
      hint: "Add `entry: <file>`, or set `document: pages` where each file is a page with a fragment.",
    });
  }
  return bundle(
    entry,
    documents.filter((document) => document !== entry),
  );
}

/** The address of the folder that the entry was published in. */
function folderOf({ entry, files }: Source): string | undefined {
  const url = files.find(({ file }) => file === entry)?.url;
  return url === undefined ? undefined : new URL(".", url).href;
}

/** The texts of the files that source.yaml lists, no more and no fewer, ordered by path. */
function listedTexts(source: Source, files: readonly SourceText[]): SourceText[] {
  const paths = documentPaths(source);
  if (paths.length === 0) {
    throw noDocument(source);
  }
  const given = new Set(files.map(({ path }) => path));
  for (const [index, path] of paths.entries()) {
    if (given.has(path)) continue;
    throw new ToolchainError("document/missing", `Expected the file ${path}, found no such file`, {
      location: source.files[index]?.location ?? { file: source.path },
    });
  }
  const open = new Set(paths);
  const extra = files.find(({ path }) => !open.delete(path));
  if (extra !== undefined) {
    throw new ToolchainError("document/unlisted", `Expected only files of ${source.path}, found ${extra.path}`, {
      location: { file: extra.path },
    });
  }
  return files.toSorted((a, b) => compareText(a.path, b.path));
}
