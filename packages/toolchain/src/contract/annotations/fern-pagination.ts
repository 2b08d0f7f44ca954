import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { Pagination } from "../contract.js";
import type { Read } from "../declarations/fields.js";
import { omitUndefined } from "../omit-undefined.js";
import { failure, type Located, member, rootOf } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import { type Annotated, type Annotation, readAnnotation, strayKeys } from "./annotation.js";
import { after, parameterAt } from "./expressions.js";
import { firstOffset, firstPage } from "../inference/first-page.js";
import { fieldOfAnswer, itemFieldsOf } from "./page-fields.js";

const name = "x-fern-pagination";

/**
 * Fern's pagination; `true` on an operation refers to the declaration at the document's root.
 * https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination
 */
export const fernPagination: FactReader<OperationSource, SourceDocument, Pagination> = (operation, document) => {
  const own = member(operation.at, name);
  if (own === undefined) return undefined;
  const shared = member(rootOf(document), name);
  const at = own.value === true ? (shared ?? own) : own;
  const annotation = { name, at, operation, document };
  return readAnnotation("vendor:fern", annotation, () =>
    own.value === false ? { fact: undefined } : read(annotation),
  );
};

function read(annotation: Annotation): Annotated<Pagination> {
  const { at, operation, document } = annotation;
  const keys = ["results", "cursor", "next_cursor", "offset", "step", "has-next-page", "next_uri", "next_path"];
  const notes = strayKeys(annotation, at, keys);
  const items = itemFieldsOf(operation, document, at, member(at, "results"), response);
  const given = <T>(key: string, reader: Read<T>): T | undefined => {
    const found = member(at, key);
    return found && reader(found, document);
  };
  const field = fieldOfAnswer(operation, response);
  const hasMore = given("has-next-page", field);
  const next = given("next_uri", field) ?? given("next_path", field);
  if (next !== undefined)
    return { fact: { style: "next-url", request: {}, response: omitUndefined({ items, next, hasMore }) }, notes };
  const cursor = given("cursor", parameter(operation));
  if (cursor !== undefined) {
    const nextCursor = given("next_cursor", field) ?? missing(at, document, "next_cursor");
    return {
      fact: { style: "cursor", request: { cursor }, response: omitUndefined({ items, next: nextCursor, hasMore }) },
      notes,
    };
  }
  const offset =
    given("offset", parameter(operation)) ?? missing(at, document, "cursor, offset, next_uri or next_path");
  // Without a step the number grows by one: it counts pages.
  const size = given("step", parameter(operation));
  const answer = omitUndefined({ items, hasMore });
  if (size !== undefined) {
    const request = omitUndefined({ offset, size, first: firstOffset(operation, offset, document) });
    return { fact: { style: "offset", request, response: answer }, notes };
  }
  const first = firstPage(operation, offset, document);
  return { fact: { style: "page", request: omitUndefined({ page: offset, first }), response: answer }, notes };
}

const response = after("$response");

function parameter(operation: OperationSource): Read<string> {
  return (at, document) => parameterAt(operation, after("$request")(at, document))(at, document);
}

function missing({ pointer }: Located<Json>, document: SourceDocument, what: string): never {
  throw failure(document, pointer, "contract/declaration", `Expected ${what}, found none.`);
}
