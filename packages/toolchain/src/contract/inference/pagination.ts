import type { SourceDocument } from "../../openapi/document.js";
import type { Pagination } from "../contract.js";
import type { FactReader } from "../fact-readers.js";
import type { Note } from "../note.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import { type PagingSigns, pagingSigns } from "./paging-signs.js";
import { pagingVerdict } from "./paging-verdict.js";
import { mayReadList } from "./posted-lists.js";

/**
 * Infers pagination where a parameter and the shape of the answer agree. Where only one of them speaks of pages, the
 * operation is doubtful: nothing is generated, and the note holds the declaration to paste.
 */
export const inferredPagination: FactReader<OperationSource, SourceDocument, Pagination> = (operation, document) => {
  if (!mayReadList(operation) || /(^|\W)count\/?$/u.test(operation.path)) return undefined;
  const signs = pagingSigns(operation, document);
  if (signs.items === undefined) return undefined;
  const fact = pagingVerdict(signs, operation);
  if (fact !== undefined) return { kind: "fact", fact, origin: "inferred", notes: [] };
  const guess = doubtful(signs, signs.items.pointer);
  return guess && { kind: "doubt", notes: [doubt(operation, document, guess)] };
};

function doubtful(signs: PagingSigns, items: string): Pagination | undefined {
  const { page, first, offset, firstOffset, cursor, size, nextUrl } = signs;
  if (page !== undefined) return { style: "page", request: omitUndefined({ page, size, first }), response: { items } };
  if (offset !== undefined)
    return { style: "offset", request: omitUndefined({ offset, size, first: firstOffset }), response: { items } };
  if (nextUrl !== undefined) return { style: "next-url", request: {}, response: { items, next: nextUrl } };
  // A cursor that no field of the answer tells comes in a header, if anywhere.
  return cursor === undefined
    ? undefined
    : { style: "link-header", request: omitUndefined({ cursor, size }), response: { items } };
}

function doubt(operation: OperationSource, document: SourceDocument, { style, request, response }: Pagination): Note {
  const named = Object.values(request).filter((name) => typeof name === "string");
  const sign =
    style === "next-url" ? `'${response.next ?? ""}' of its response` : `its parameters ${named.join(" and ")}`;
  const declaration = { style, ...(named.length === 0 ? {} : { request }), response };
  return {
    kind: "doubtful",
    operation: operation.id,
    location: document.locate(operation.at.pointer),
    message: `${operation.method} ${operation.path} looks paginated by ${sign} alone; it is not declared.`,
    action: overlayAction(operation, "x-specloom-pagination", declaration),
  };
}
