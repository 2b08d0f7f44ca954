import type { SourceDocument } from "../../openapi/document.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import type { Evidence, SeenSign } from "./evidence.js";
import { type PagingSigns, pagingSigns } from "./paging-signs.js";
import { pagingVerdict } from "./paging-verdict.js";
import { mayReadList } from "./posted-lists.js";

/** What of pages was seen in an operation, and what a verdict still needs; undefined where nothing was seen. */
export function pagingEvidence(operation: OperationSource, document: SourceDocument): Evidence | undefined {
  if (!mayReadList(operation)) return undefined;
  const signs = pagingSigns(operation, document);
  const seen = seenOf(signs);
  if (seen.length === 0) return undefined;
  const missing = pagingVerdict(signs, operation) === undefined ? missingOf(signs) : [];
  return { kind: "pagination", seen, missing, skeleton: missing.length === 0 ? undefined : skeletonOf(signs) };
}

function seenOf(signs: PagingSigns): SeenSign[] {
  const rows: readonly (readonly [sign: string, where: string | undefined])[] = [
    ["a page number", parameter(signs.page)],
    ["an offset", parameter(signs.offset)],
    ["a cursor", parameter(signs.cursor)],
    ["a page size", parameter(signs.size)],
    ["a list", signs.items && (signs.items.pointer === "" ? "the whole answer" : answer(signs.items.pointer))],
    ["a URL of the next page", answer(signs.nextUrl)],
    ["the next cursor", answer(signs.nextCursor)],
    ["the number of the next page", answer(signs.nextNumber)],
    ["the last item's id", answer(signs.lastId)],
    ["a total", answer(signs.total)],
    ["a number of pages", answer(signs.pages)],
    ["a flag that there are more", answer(signs.hasMore)],
    ["links", signs.linkHeader ? "the Link header" : undefined],
  ];
  return rows.flatMap(([sign, where]) => (where === undefined ? [] : [{ sign, where }]));
}

function parameter(name: string | undefined): string | undefined {
  return name && `parameter '${name}'`;
}

function answer(place: string | undefined): string | undefined {
  return place && (place.startsWith("/") ? `'${place}' of the answer` : `header '${place}'`);
}

function missingOf({ items, page, offset, cursor, size }: PagingSigns): string[] {
  if (items === undefined) return ["a list in the answer, or one of several that is called as the path's last word"];
  if (cursor !== undefined) return ["a field or a header of the answer that has the next cursor"];
  if (page !== undefined) return ["a page size, a total, a number of pages, or a flag that there are more"];
  if (offset !== undefined) return size === undefined ? ["a page size"] : ["a total, or a flag that there are more"];
  return ["a parameter that moves through the list, or a URL of the next page"];
}

/** A declaration in which `<…>` stands for what was not seen. */
function skeletonOf(signs: PagingSigns): object {
  const { items, page, first, offset, firstOffset, cursor, size, nextUrl } = signs;
  const response = { items: items?.pointer ?? "</pointer/to/the/list>" };
  if (cursor !== undefined)
    return {
      style: "cursor",
      request: omitUndefined({ cursor, size }),
      response: { ...response, next: "</pointer/to/the/next/cursor>" },
    };
  if (offset !== undefined)
    return { style: "offset", request: omitUndefined({ offset, size, first: firstOffset }), response };
  if (nextUrl !== undefined) return { style: "next-url", response: { ...response, next: nextUrl } };
  const request = omitUndefined({ page: page ?? "<parameter of the page number>", size, first });
  return { style: "page", request, response };
}
