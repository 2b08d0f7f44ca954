import type { SourceDocument } from "../../openapi/document.js";
import { findItems } from "../inference/items.js";
import type { OperationSource } from "../operations.js";
import { schemaFieldOf, typesOf } from "../../openapi/schema-fields.js";

/**
 * Whether a success response is a collection or one item; undefined where its schema does not show it. An object with a
 * list of a usual name, or of the path's last word, is a collection.
 */
export function resultCountOf(document: SourceDocument, { answer, path }: OperationSource): "many" | "one" | undefined {
  if (answer === undefined) return undefined;
  const field = schemaFieldOf(document, answer);
  if (findItems(document, field, path)?.isNamed === true) return "many";
  return typesOf(field).size === 0 && !field.some(({ value }) => Object.hasOwn(value, "properties"))
    ? undefined
    : "one";
}
