import type { SourceDocument } from "../../openapi/document.js";
import { formatPointer } from "../../json.js";
import { type SchemaField, propertiesOf, typesOf } from "../../openapi/schema-fields.js";
import { isOneOf, itemsNames } from "./paging-words.js";

/**
 * Pointer to the items of what looks like a collection: the whole where it is an array, else its one array of a usual
 * name; undefined where there is none, or several.
 */
export function itemsField(document: SourceDocument, field: SchemaField): string | undefined {
  if (typesOf(field).has("array")) return "";
  const [first, ...others] = arraysOf(document, field).filter((name) => isOneOf(itemsNames, name));
  return first !== undefined && others.length === 0 ? formatPointer([first]) : undefined;
}

/** As {@link itemsField}, or the only array there is, whatever its name: enough where other signs speak of pages. */
export function anyItemsField(document: SourceDocument, field: SchemaField): string | undefined {
  const named = itemsField(document, field);
  if (named !== undefined) return named;
  const [first, ...others] = arraysOf(document, field);
  return first !== undefined && others.length === 0 ? formatPointer([first]) : undefined;
}

function arraysOf(document: SourceDocument, field: SchemaField): string[] {
  return [...propertiesOf(document, field)]
    .filter(([, property]) => typesOf(property).has("array"))
    .map(([name]) => name);
}
