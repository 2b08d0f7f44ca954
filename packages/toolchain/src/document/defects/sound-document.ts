import { isObject } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Defect } from "./defect.js";
import { Draft, readObjects } from "./draft.js";
import { PartReader } from "./parts.js";
import { readPathNames } from "./path-names.js";
import { readPaths } from "./paths.js";
import { readShapes } from "./shapes.js";

/** A document that every later stage can read, and what had to be read otherwise than it stands. */
export interface SoundDocument {
  readonly document: SourceDocument;
  readonly defects: readonly Defect[];
}

/**
 * Reads a document, its overlay applied, so that every value has the shape of its field, every reference leads
 * somewhere, and every operation can be sent. What is not so has a safe reading, which stands in its place or leaves it
 * out; what is sound stays the same object. Later stages check none of this again.
 *
 * @param known The defects that are known from the texts that the document was read from.
 */
export function soundDocument(repaired: SourceDocument, known: readonly Defect[] = []): SoundDocument {
  const draft = new Draft(repaired);
  readShapes(draft);
  renamePaths(draft);
  const parts = new PartReader(draft);
  readObjects(draft, (object, kind, trail) => parts.read(object, kind, trail));
  return { document: draft.document, defects: [...known, ...draft.defects] };
}

function renamePaths(draft: Draft): void {
  for (const readNames of [readPaths, readPathNames]) {
    const { paths } = draft.value;
    if (!isObject(paths)) return;
    const moved = new Map<string, string>();
    const read = readNames(draft, paths, (to, from) => moved.set(to, from));
    if (read !== paths) draft.advance({ ...draft.value, paths: read }, moved);
  }
}
