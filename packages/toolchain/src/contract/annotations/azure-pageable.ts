import type { SourceDocument } from "../../openapi/document.js";
import type { Pagination } from "../contract.js";
import { type Read, textField } from "../declarations/fields.js";
import { formatPointer } from "../../json.js";
import { failure, member } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import { type Annotated, type Annotation, readAnnotation, strayKeys } from "./annotation.js";
import { fieldOfAnswer, itemFieldsOf } from "./page-fields.js";

const name = "x-ms-pageable";

/** Azure's pages, each with the URL of the next: https://azure.github.io/autorest/extensions/#x-ms-pageable */
export const azurePageable: FactReader<OperationSource, SourceDocument, Pagination> = (operation, document) => {
  const at = member(operation.at, name);
  if (at === undefined) return undefined;
  const annotation = { name, at, operation, document };
  return readAnnotation("vendor:azure", annotation, () => read(annotation));
};

function read(annotation: Annotation): Annotated<Pagination> {
  const { at, operation, document } = annotation;
  const notes = strayKeys(annotation, at, ["nextLinkName", "itemName"]);
  const nextLink = member(at, "nextLinkName");
  if (nextLink === undefined)
    throw failure(document, at.pointer, "contract/declaration", "Expected nextLinkName, found none.");
  // A list that is always complete.
  if (nextLink.value === null) return { fact: undefined, notes };
  const named = member(at, "itemName") ?? { value: "value", pointer: at.pointer };
  const items = itemFieldsOf(operation, document, at, named, property);
  const next = fieldOfAnswer(operation, property)(nextLink, document);
  return { fact: { style: "next-url", request: {}, response: { items, next } }, notes };
}

const property: Read<string> = (at, document) => formatPointer([textField(at, document)]);
