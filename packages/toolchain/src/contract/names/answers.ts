import type { SourceDocument } from "../../openapi/document.js";
import { itemsField } from "../inference/items.js";
import type { OperationSource } from "../operations.js";
import { propertiesOf, schemaFieldOf, typesOf } from "../../openapi/schema-fields.js";
import { isSameNoun, splitWords } from "./words.js";

/**
 * Whether a success response is a collection or one item; undefined where its schema does not show it. An object whose
 * one list is called as the path's last word is a collection.
 */
export function resultCountOf(document: SourceDocument, { answer, path }: OperationSource): "many" | "one" | undefined {
  if (answer === undefined) return undefined;
  const field = schemaFieldOf(document, answer);
  if (itemsField(document, field) !== undefined) return "many";
  const last = splitWords(/[^/{}]*$/u.exec(path.replace(/\/$/u, ""))?.[0] ?? "").join("");
  const [list, ...others] = [...propertiesOf(document, field)].filter(([, part]) => typesOf(part).has("array"));
  if (list !== undefined && others.length === 0 && isSameNoun(splitWords(list[0]).join(""), last)) return "many";
  return typesOf(field).size === 0 && !field.some(({ value }) => Object.hasOwn(value, "properties"))
    ? undefined
    : "one";
}
