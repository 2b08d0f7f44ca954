import type { Defect } from "../document/defects/defect.js";
import { DEFECTS } from "../document/defects/defect-table.js";
import { formatPointer, parsePointer } from "../json.js";
import type { SourceDocument } from "../openapi/document.js";
import type { Contract } from "./contract.js";
import { omitUndefined } from "./omit-undefined.js";
import type { Note } from "./note.js";
import { type ProposedAction, targetAt, withLazyAction } from "./overlay-action.js";

/** What a maintainer is told of a document's defects, each with the overlay actions that repair it. */
export function defectNotes(
  { repaired, defects }: { readonly repaired: SourceDocument; readonly defects: readonly Defect[] },
  { operations }: Pick<Contract, "operations">,
): Note[] {
  const places = new Map(
    operations.map(({ id, path, method }) => [formatPointer(["paths", path, method.toLowerCase()]), id]),
  );
  return defects.map((defect): Note => {
    const { code, message, location } = defect;
    const operation = places.get(formatPointer(parsePointer(defect.pointer).slice(0, 3)));
    const note = omitUndefined({ kind: "defect" as const, code, message, location, operation });
    return defect.repair.length === 0 ? note : withLazyAction(note, () => defectActions(repaired, defect));
  });
}

/** The overlay actions that repair a defect. */
export function defectActions(repaired: SourceDocument, { repair, code }: Defect): ProposedAction[] {
  const { title } = DEFECTS[code];
  const description = `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
  return repair.map((step): ProposedAction => {
    const target = targetAt(repaired, step.pointer);
    return "remove" in step ? { target, description, remove: true } : { target, description, update: step.update };
  });
}
