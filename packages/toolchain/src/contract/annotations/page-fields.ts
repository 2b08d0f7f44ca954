import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { Read } from "../declarations/fields.js";
import { answerField } from "../declarations/targets.js";
import { findItems } from "../inference/items.js";
import { failure, type Located } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { schemaFieldOf } from "../../openapi/schema-fields.js";

/** The items of an annotation, else the only array of the response. */
export function itemFieldsOf(
  operation: OperationSource,
  document: SourceDocument,
  annotation: Located<Json>,
  named: Located<Json> | undefined,
  path: Read<string>,
): string {
  if (named !== undefined) return fieldOfAnswer(operation, path, "array")(named, document);
  const found =
    operation.answer && findItems(document, schemaFieldOf(document, operation.answer), operation.path)?.pointer;
  if (found !== undefined) return found;
  throw failure(
    document,
    annotation.pointer,
    "contract/declaration",
    "it names no items, and the response does not have exactly one array.",
  );
}

/** A field of the response, in another notation. */
export function fieldOfAnswer(operation: OperationSource, path: Read<string>, wanted?: "array"): Read<string> {
  return (at, document) => answerField(operation, wanted)({ value: path(at, document), pointer: at.pointer }, document);
}
