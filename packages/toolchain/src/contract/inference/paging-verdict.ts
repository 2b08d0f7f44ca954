import type { Pagination } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import type { Items } from "./items.js";
import { plain, takesId } from "./paging-words.js";
import type { PagingSigns } from "./paging-signs.js";

/** What is known beside the signs: the items, and whether the path asks for one thing by its id. */
interface Collection {
  readonly items: string;
  readonly list: Items;
  readonly isOfOne: boolean;
}

type Rule = (signs: PagingSigns, collection: Collection) => Pagination | undefined;

/**
 * How an operation is paginated, where two of its signs agree; undefined where they do not. The first rule that holds
 * decides: a continuation that the answer gives wins over a number that is counted.
 */
export function pagingVerdict(
  signs: PagingSigns,
  { method, path }: Pick<OperationSource, "method" | "path">,
): Pagination | undefined {
  if (signs.items === undefined) return undefined;
  const collection = { items: signs.items.pointer, list: signs.items, isOfOne: /\}\/?$/u.test(path) };
  for (const rule of method === "GET" ? rules : rulesOfPost) {
    const found = rule(signs, collection);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A cursor in the request, and the next one in the answer. */
const byCursor: Rule = ({ cursor, nextCursor, size, total, hasMore }, { items }) =>
  cursor === undefined || nextCursor === undefined
    ? undefined
    : {
        style: "cursor",
        request: omitUndefined({ cursor, size }),
        response: omitUndefined({ items, next: nextCursor, total, hasMore }),
      };

/** The id of the last item is the cursor only if a flag says that there are more items and no other field is a cursor. */
const byLastId: Rule = ({ cursor, size, lastId, itemId, total, hasMore, nextUrl, otherCursor }, { items }) => {
  if (cursor === undefined || hasMore === undefined || !takesId(cursor)) return undefined;
  const request = omitUndefined({ cursor, size });
  if (lastId !== undefined)
    return { style: "cursor", request, response: omitUndefined({ items, next: lastId, total, hasMore }) };
  return itemId === undefined || nextUrl !== undefined || otherCursor !== undefined
    ? undefined
    : { style: "cursor", request, response: { items, hasMore, itemCursor: itemId } };
};

/** A page number, and a field or a URL that says whether there are more. Beside a token the number is of no use. */
const byPage: Rule = (signs, { items }) => {
  const { page, size, first, nextUrl, nextNumber, total, pages, hasMore, pageNumber } = signs;
  const next = nextUrl ?? nextNumber;
  if (page === undefined || hasToken(signs) || [next, total, pages, hasMore].every((sign) => sign === undefined))
    return undefined;
  const response = omitUndefined({ items, next, total, hasMore, pages, page: pageNumber });
  return { style: "page", request: omitUndefined({ page, size, first }), response };
};

/** An offset and a size, and a field that says how many there are, or whether there are more. */
const byOffset: Rule = ({ offset, size, firstOffset: first, total, hasMore, nextNumber }, { items }) =>
  offset === undefined || size === undefined || [total, hasMore, nextNumber].every((sign) => sign === undefined)
    ? undefined
    : {
        style: "offset",
        request: omitUndefined({ offset, size, first }),
        response: omitUndefined({ items, next: nextNumber, total, hasMore }),
      };

/** A `Link` header, and a list that is the whole answer or a parameter that moves through it. */
const byLinkHeader: Rule = (signs, { items }) => {
  if (!signs.linkHeader) return undefined;
  const request = positionOf(signs);
  return items === "" || Object.keys(request).length > 0
    ? { style: "link-header", request, response: { items } }
    : undefined;
};

/** A URL of the next page, and a parameter that moves through the list. */
const byUrl: Rule = (signs, { items }) => {
  const request = positionOf(signs);
  if (signs.nextUrl === undefined || Object.keys(request).length === 0) return undefined;
  return { style: "next-url", request, response: omitUndefined({ items, next: signs.nextUrl, total: signs.total }) };
};

/** A URL of the next page beside one list, or a next and a previous one, whatever parameters there are. */
const byUrlAlone: Rule = ({ nextUrl, nextText, previous, total }, { items, list, isOfOne }) => {
  const next = nextUrl ?? (previous === undefined ? undefined : nextText);
  if (next === undefined || (isOfOne && (previous === undefined || !list.isNamed))) return undefined;
  return { style: "next-url", request: {}, response: omitUndefined({ items, next, total }) };
};

/**
 * An answer that names nothing but a list: a number and a size that come as a pair lead through it. The list in one
 * thing that is asked for by its id may be any part of that thing.
 */
const byCount: Rule = (signs, { items, list, isOfOne }) => {
  const { page, offset, size, first, firstOffset, pageNumber } = signs;
  if (size === undefined || hasToken(signs) || (items !== "" && (isOfOne || list.within.length > 0))) return undefined;
  if (page !== undefined)
    return {
      style: "page",
      request: omitUndefined({ page, size, first }),
      response: omitUndefined({ items, page: pageNumber }),
    };
  // `from` and `start` may be anything where the answer does not say how many there are.
  if (offset === undefined || /^(from|start)$/u.test(plain(offset))) return undefined;
  return { style: "offset", request: omitUndefined({ offset, size, first: firstOffset }), response: { items } };
};

const rules: readonly Rule[] = [byCursor, byLastId, byPage, byOffset, byLinkHeader, byUrl, byUrlAlone, byCount];
/** Nothing says how the link of a list that is read by POST is asked for. */
const rulesOfPost: readonly Rule[] = [byCursor, byLastId, byPage, byOffset, byCount];

function positionOf({ page, offset, cursor, size }: PagingSigns): Pagination["request"] {
  return omitUndefined({ page, offset, cursor, size });
}

/** Whether a token moves through the list, so that a number beside it is of no use by itself. */
function hasToken({ cursor }: PagingSigns): boolean {
  return cursor !== undefined && /(token|cursor|continuation|marker|bookmark|key|state)$/u.test(plain(cursor));
}
