import type { SourceDocument } from "../../openapi/document.js";
import { itemsField } from "../inference/items.js";
import type { OperationSource } from "../operations.js";
import { schemaFieldOf, typesOf } from "../schema-fields.js";

/** Whether a success response is a collection or one item; undefined where its schema does not show it. */
export function resultCountOf(document: SourceDocument, { answer }: OperationSource): "many" | "one" | undefined {
  if (answer === undefined) return undefined;
  const field = schemaFieldOf(document, answer);
  if (itemsField(document, field) !== undefined) return "many";
  return typesOf(field).size === 0 && !field.some(({ value }) => Object.hasOwn(value, "properties"))
    ? undefined
    : "one";
}
