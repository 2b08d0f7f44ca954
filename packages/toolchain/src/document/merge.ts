import { compareText } from "../json.js";
import { assemble } from "./assemble.js";
import { partVersionsOf } from "./part-versions.js";
import { resolveConflict } from "./resolve-conflict.js";
import type { SourceDocument } from "../openapi/document.js";
import type { Fragment } from "./fragment.js";
import { noDocument } from "./no-document.js";
import type { DocumentNote } from "./note.js";
import { requireDistinctOperations } from "./distinct-operations.js";
import { preferencesOf } from "./preference.js";
import { applyRenames } from "./rename.js";
import { pathIn, type Source } from "./source.js";

/**
 * One document from the fragments of an API. The order in which the fragments are given does not matter: their file
 * names order them.
 * @throws ToolchainError `document/conflict` where pages disagree, `document/decision` where a decision names nothing,
 *   `document/none` where there is no fragment
 */
export function mergeFragments(
  source: Source,
  fragments: readonly Fragment[],
): { document: SourceDocument; notes: DocumentNote[] } {
  const [first, ...others] = applyRenames(source, fragments).toSorted((a, b) => compareText(a.file, b.file));
  if (first === undefined) throw noDocument(source);
  const claims = partVersionsOf([first, ...others]);
  const preferences = preferencesOf(source, claims);
  const notes: DocumentNote[] = [];
  const parts = claims.map((claim) => {
    const preference = preferences.get(claim.at);
    const choice = resolveConflict(claim, preference && pathIn(source, preference.prefer));
    notes.push(...choice.notes);
    if (preference !== undefined && !choice.disputed) {
      const message = `The pages agree on ${claim.at}: the decision for ${preference.prefer} can be removed`;
      notes.push({ code: "decision-unused", message, places: [preference.location] });
    }
    return choice.part;
  });
  requireDistinctOperations(parts);
  return { document: assemble(parts, first), notes };
}
