import type { SourceDocument } from "../../document/document.js";
import type { Pagination } from "../contract.js";
import { defined } from "../defined.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import type { Reader } from "../readings.js";
import { type PagingSigns, pagingSigns } from "./paging-signs.js";
import { plain } from "./paging-words.js";

/**
 * Infers pagination where a parameter and the shape of the answer agree. Where only one of them speaks of pages, the
 * operation is doubtful: nothing is generated, and the note holds the declaration to paste.
 */
export const inferredPagination: Reader<OperationSource, SourceDocument, Pagination> = (operation, document) => {
  if (operation.method !== "GET") return undefined;
  const signs = pagingSigns(operation, document);
  const { items } = signs;
  if (items === undefined) return undefined;
  const fact = agreeing(signs, items);
  if (fact !== undefined) return { kind: "fact", fact, origin: "inferred", notes: [] };
  const guess = doubtful(signs, items);
  return guess && { kind: "doubt", notes: [doubt(operation, document, guess)] };
};

function agreeing(signs: PagingSigns, items: string): Pagination | undefined {
  const { page, offset, cursor, size, nextUrl, total, hasMore } = signs;
  const next = cursor === undefined ? undefined : (signs.nextCursor ?? lastId(signs, cursor));
  const ends = total !== undefined || hasMore !== undefined;
  if (cursor !== undefined && next !== undefined)
    return { style: "cursor", request: defined({ cursor, size }), response: defined({ items, next, total, hasMore }) };
  if (page !== undefined && (ends || nextUrl !== undefined))
    return {
      style: "page",
      request: defined({ page, size }),
      response: defined({ items, next: nextUrl, total, hasMore }),
    };
  if (offset !== undefined && size !== undefined && ends)
    return { style: "offset", request: { offset, size }, response: defined({ items, total, hasMore }) };
  const position = defined({ page, offset, cursor, size });
  if (Object.keys(position).length === 0) return undefined;
  if (nextUrl !== undefined)
    return { style: "next-url", request: position, response: defined({ items, next: nextUrl, total }) };
  return signs.linkHeader ? { style: "link-header", request: position, response: { items } } : undefined;
}

/** The id of the last item continues a list only where a flag says that there is more. */
function lastId({ lastId: field, hasMore }: PagingSigns, cursor: string): string | undefined {
  return hasMore !== undefined && ["after", "startingafter"].includes(plain(cursor)) ? field : undefined;
}

function doubtful({ page, offset, size, nextUrl }: PagingSigns, items: string): Pagination | undefined {
  if (page !== undefined) return { style: "page", request: defined({ page, size }), response: { items } };
  if (offset !== undefined) return { style: "offset", request: defined({ offset, size }), response: { items } };
  return nextUrl === undefined ? undefined : { style: "next-url", request: {}, response: { items, next: nextUrl } };
}

function doubt(operation: OperationSource, document: SourceDocument, { style, request, response }: Pagination): Note {
  const named = Object.values(request);
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
