import { isObject } from "../json.js";
import type { SourceDocument } from "../openapi/document.js";
import { REFERENCE, referenceOf } from "../openapi/reference.js";
import { mapObjects } from "../openapi/walk.js";
import type { Defect } from "./defects/defect.js";
import { DEFECTS } from "./defects/defect-table.js";

/** What is told, and `nullable`, counts beside a reference all the same: documents of 3.0 rely on it, and readers on them. */
const TOLD =
  /^(?:title|summary|description|default|deprecated|readOnly|writeOnly|examples?|externalDocs|xml|\$comment|nullable|x-.*)$/u;

/**
 * A document of 2.0 or 3.0 in which references to schemas stand alone, as they count there (OpenAPI 3.0, "Reference
 * Object"); from 3.1 on what stands beside one counts too. `required: true`, which is no keyword of a schema, is left.
 */
export function withLoneReferences(document: SourceDocument): {
  readonly document: SourceDocument;
  readonly defects: readonly Defect[];
} {
  const { openapi: version } = document.value;
  if (typeof version === "string" && !version.startsWith("3.0")) return { document, defects: [] };
  const defects: Defect[] = [];
  const value = mapObjects(document.value, "document", (met) => {
    const { object, kind } = met;
    if (kind !== "schema" || referenceOf(object) === undefined) return object;
    const ignored = Object.keys(object).filter(
      (key) => key !== REFERENCE && !TOLD.test(key) && typeof object[key] !== "boolean",
    );
    if (ignored.length === 0) return object;
    defects.push(besideDefect(document, met.pointer, ignored));
    return Object.fromEntries(Object.entries(object).filter(([key]) => !ignored.includes(key)));
  });
  return { document: isObject(value) ? { value, locate: document.locate } : document, defects };
}

function besideDefect(document: SourceDocument, pointer: string, ignored: readonly string[]): Defect {
  const code = "reference-not-alone";
  const name = `${ignored.map((key) => `\`${key}\``).join(", ")} beside it ${ignored.length > 1 ? "are" : "is"}`;
  return { code, pointer, location: document.locate(pointer), message: DEFECTS[code].message({ name }), repair: [] };
}
