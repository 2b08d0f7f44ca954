import { findClosest } from "../../closest.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { Job } from "../contract.js";
import { type Located, member, formatShort } from "../../openapi/located.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { schemaFieldAt, schemaFieldOf, valuesOf } from "../../openapi/schema-fields.js";
import { allStates, stateKey } from "./job-states.js";

/**
 * Notes on differences between the declared states and the schema's enum. They are not errors: a server may send states
 * that its document does not list yet, and an undeclared state is indeterminate.
 */
export function stateNotes(operation: OperationSource, job: Job, at: Located<Json>, document: SourceDocument): Note[] {
  const whole = operation.answer === undefined ? [] : schemaFieldOf(document, operation.answer);
  const [state = "", ...others] = [job.state].flat();
  if (others.length > 0 || state === "$statusCode" || job.otherwise !== undefined) return [];
  const listed = valuesOf(schemaFieldAt(document, whole, state) ?? []);
  if (listed === undefined) return [];
  const location = document.locate(member(at, "states")?.pointer ?? at.pointer);
  const note = (message: string): Note => ({ kind: "states", operation: operation.id, message, location });
  const known = new Set(listed.map(stateKey));
  const declared = new Set(allStates(job.states).map(stateKey));
  const texts = listed.filter((value) => typeof value === "string");
  return [
    ...allStates(job.states)
      .filter((value) => !known.has(stateKey(value)))
      .map((value) => {
        const closest = typeof value === "string" ? findClosest(value, texts) : undefined;
        const meant = closest === undefined ? "" : `; did it mean ${formatShort(closest)}?`;
        return note(`The declared state ${formatShort(value)} is not in the schema's enum${meant || "."}`);
      }),
    ...listed
      .filter((value) => !declared.has(stateKey(value)))
      .map((value) =>
        note(`The schema lists the state ${formatShort(value)}, which is not declared; it is indeterminate.`),
      ),
  ];
}
