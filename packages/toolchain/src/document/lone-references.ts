import { isObject } from "../json.js";
import type { SourceDocument } from "../openapi/document.js";
import { REFERENCE, referenceOf } from "../openapi/reference.js";
import { mapObjects } from "../openapi/walk.js";
import type { DocumentNote } from "./note.js";

/** What is told, and `nullable`, counts beside a reference all the same: documents of 3.0 rely on it, and readers on them. */
const TOLD =
  /^(?:title|summary|description|default|deprecated|readOnly|writeOnly|examples?|externalDocs|xml|\$comment|nullable|x-.*)$/u;

/** Places that a note names. */
const MAX_PLACES = 5;

/**
 * A document of 2.0 or 3.0 in which references to schemas stand alone, as they count there (OpenAPI 3.0, "Reference
 * Object"); from 3.1 on what stands beside one counts too. `required: true`, which is no keyword of a schema, is left.
 */
export function withLoneReferences(document: SourceDocument): {
  readonly document: SourceDocument;
  readonly notes: readonly DocumentNote[];
} {
  const { openapi: version } = document.value;
  if (typeof version === "string" && !version.startsWith("3.0")) return { document, notes: [] };
  const pointers: string[] = [];
  const value = mapObjects(document.value, "document", ({ object, kind, pointer }) => {
    if (kind !== "schema" || referenceOf(object) === undefined) return object;
    const ignored = Object.keys(object).filter(
      (key) => key !== REFERENCE && !TOLD.test(key) && typeof object[key] !== "boolean",
    );
    if (ignored.length === 0) return object;
    pointers.push(pointer);
    return Object.fromEntries(Object.entries(object).filter(([key]) => !ignored.includes(key)));
  });
  if (pointers.length === 0 || !isObject(value)) return { document, notes: [] };
  const places = pointers.slice(0, MAX_PLACES).map((pointer) => document.locate(pointer));
  const message =
    `Keywords beside references: ${pointers.length} of this document. Before OpenAPI 3.1 the reference counts alone, so they ` +
    "are left out. Put the reference into an `allOf` to have both.";
  return { document: { value, locate: document.locate }, notes: [{ code: "beside-reference", message, places }] };
}
