import type { SourceDocument } from "../../openapi/document.js";
import type { Pagination } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import type { FactReader } from "../fact-readers.js";
import { type PagingSigns, pagingSigns } from "./paging-signs.js";
import { plain } from "./paging-words.js";

/**
 * Infers pagination where a parameter and the shape of the answer agree. Where only one of them speaks of pages, the
 * operation is doubtful: nothing is generated, and the note holds the declaration to paste.
 */
export const inferredPagination: FactReader<OperationSource, SourceDocument, Pagination> = (operation, document) => {
  if (operation.method !== "GET" || /(^|\W)count\/?$/u.test(operation.path)) return undefined;
  const signs = pagingSigns(operation, document);
  const { items } = signs;
  if (items === undefined) return undefined;
  const fact = agreeing(signs, items) ?? counted(signs, items, operation.path);
  if (fact !== undefined) return { kind: "fact", fact, origin: "inferred", notes: [] };
  const guess = doubtful(signs, items);
  return guess && { kind: "doubt", notes: [doubt(operation, document, guess)] };
};

function agreeing(signs: PagingSigns, items: string): Pagination | undefined {
  const { page, offset, cursor, size, first, nextUrl, total, hasMore, itemId } = signs;
  const next = cursor === undefined ? undefined : (signs.nextCursor ?? lastId(signs, cursor));
  const ends = total !== undefined || hasMore !== undefined;
  if (cursor !== undefined && next !== undefined)
    return {
      style: "cursor",
      request: omitUndefined({ cursor, size }),
      response: omitUndefined({ items, next, total, hasMore }),
    };
  if (cursor !== undefined && hasMore !== undefined && itemId !== undefined && isAfter(cursor))
    return {
      style: "cursor",
      request: omitUndefined({ cursor, size }),
      response: { items, hasMore, itemCursor: itemId },
    };
  if (page !== undefined && (ends || nextUrl !== undefined))
    return {
      style: "page",
      request: omitUndefined({ page, size, first }),
      response: omitUndefined({ items, next: nextUrl, total, hasMore }),
    };
  if (offset !== undefined && size !== undefined && ends)
    return { style: "offset", request: { offset, size }, response: omitUndefined({ items, total, hasMore }) };
  const position = omitUndefined({ page, offset, cursor, size });
  if (signs.linkHeader && items === "") return { style: "link-header", request: position, response: { items } };
  if (Object.keys(position).length === 0) return undefined;
  if (nextUrl !== undefined)
    return { style: "next-url", request: position, response: omitUndefined({ items, next: nextUrl, total }) };
  return signs.linkHeader ? { style: "link-header", request: position, response: { items } } : undefined;
}

/**
 * An answer that names nothing but a list: a number and a size that come as a pair lead through it. The list in one
 * thing that is asked for by its id may be any part of that thing.
 */
function counted({ page, offset, size, first }: PagingSigns, items: string, path: string): Pagination | undefined {
  if (size === undefined || (items !== "" && /\}\/?$/u.test(path))) return undefined;
  if (page !== undefined) return { style: "page", request: omitUndefined({ page, size, first }), response: { items } };
  return offset === undefined ? undefined : { style: "offset", request: { offset, size }, response: { items } };
}

/** The id of the last item continues a list only where a flag says that there is more. */
function lastId({ lastId: field, hasMore }: PagingSigns, cursor: string): string | undefined {
  return hasMore !== undefined && isAfter(cursor) ? field : undefined;
}

function isAfter(cursor: string): boolean {
  return ["after", "startingafter"].includes(plain(cursor));
}

function doubtful({ page, first, offset, cursor, size, nextUrl }: PagingSigns, items: string): Pagination | undefined {
  if (page !== undefined) return { style: "page", request: omitUndefined({ page, size, first }), response: { items } };
  if (offset !== undefined) return { style: "offset", request: omitUndefined({ offset, size }), response: { items } };
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
