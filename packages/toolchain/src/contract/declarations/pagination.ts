import type { SourceDocument } from "../../openapi/document.js";
import { failure, type Located, member } from "../../openapi/located.js";
import type { Pagination } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import type { Json } from "../../json.js";
import { pagingForm, pagingStyles, responseForm } from "./pagination-form.js";
import { choice, integer, listField, readFields, type Read } from "./fields.js";
import { inWholeForm } from "./whole-form.js";
import { answerField, answerPlace, itemField, queryParameter, requestField } from "./targets.js";

/**
 * Reads `x-specloom-pagination`; `false` declares that an operation is not paginated.
 *
 * @throws {ToolchainError} `contract/declaration`, `contract/field` or `contract/parameter-unknown`.
 */
export const declaredPagination: FactReader<OperationSource, SourceDocument, Pagination> = (operation, document) => {
  const at = member(operation.at, "x-specloom-pagination");
  if (at === undefined) return undefined;
  if (at.value === false) return { kind: "none", notes: [] };
  const fact = inWholeForm("x-specloom-pagination", () => readPagination(operation)(at, document));
  return { kind: "fact", fact, origin: "declared", notes: [] };
};

function readPagination(operation: OperationSource): Read<Pagination> {
  return (at, document) => {
    const fields = readFields(at, document, pagingForm);
    const style = fields.required("style", choice(["page", "offset", "cursor", "next-url", "link-header"]));
    const request = fields.optional("request", readRequest(operation, style)) ?? {};
    const response = fields.required("response", readResponse(operation));
    checkNeeds(at, document, style);
    return { style, request, response };
  };
}

function readRequest(operation: OperationSource, style: Pagination["style"]): Read<Pagination["request"]> {
  return (at, document) => {
    const fields = readFields(at, document, pagingStyles[style].request);
    const name = requestField(operation);
    return omitUndefined({
      page: fields.optional("page", name),
      offset: fields.optional("offset", name),
      cursor: fields.optional("cursor", name),
      size: fields.optional("size", name),
      first: fields.optional("first", integer(0)),
      method: fields.optional("method", readMethod(operation)),
      carry: fields.optional("carry", listField(queryParameter(operation))),
    });
  };
}

/** By POST only a list that is itself read by POST: its links are then asked with its body. */
function readMethod({ method, path }: OperationSource): Read<"GET" | "POST"> {
  return (at, document) => {
    const declared = choice(["GET", "POST"])(at, document);
    if (declared === "GET" || method === "POST") return declared;
    const message = `${method} ${path} has no body that its next links could be requested with.`;
    throw failure(document, at.pointer, "contract/declaration", message, "Leave 'method' out.");
  };
}

function readResponse(operation: OperationSource): Read<Pagination["response"]> {
  return (at, document) => {
    const fields = readFields(at, document, responseForm);
    const field = answerField(operation, "value");
    const items = fields.required("items", answerField(operation, "array"));
    return omitUndefined({
      items,
      next: fields.optional("next", answerPlace(operation)),
      total: fields.optional("total", field),
      hasMore: fields.optional("hasMore", field),
      pages: fields.optional("pages", field),
      page: fields.optional("page", field),
      itemCursor: fields.optional("itemCursor", itemField(operation, items)),
    });
  };
}

function checkNeeds(at: Located<Json>, document: SourceDocument, style: Pagination["style"]): void {
  for (const need of pagingStyles[style].needs) {
    const [part = "", names = ""] = need.split("/");
    const [key = "", ...others] = names.split("|");
    const holder = member(at, part);
    if (holder !== undefined && [key, ...others].some((name) => member(holder, name) !== undefined)) continue;
    const message = `The style '${style}' needs '${key}' in '${part}'.`;
    throw failure(document, holder?.pointer ?? at.pointer, "contract/declaration", message, `Add '${part}.${key}'.`);
  }
}
