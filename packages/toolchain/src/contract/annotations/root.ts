import type { SourceDocument } from "../../document/document.js";
import { member } from "../located.js";
import type { Note } from "../note.js";

const reasons: Readonly<Record<string, string>> = {
  "x-speakeasy-retries": "when a request is repeated, and after what pause, is the client's own rule",
  "x-speakeasy-name-override": "rules over all operationIds rename nothing; put it on the operations",
};

/** Notes on what other generators' extensions at the document's root say that is not carried over. */
export function rootNotes(document: SourceDocument): Note[] {
  return Object.entries(reasons).flatMap(([name, why]): Note[] => {
    const at = member({ value: document.value, pointer: "" }, name);
    if (at === undefined) return [];
    return [{ kind: "annotation", location: document.locate(at.pointer), message: `${name} is not used: ${why}.` }];
  });
}
