import { parsePointer } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { member, members, textOf } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { ParameterSource } from "../parameters.js";
import { type SchemaField, propertiesOf, schemaFieldAt, schemaFieldOf } from "../../openapi/schema-fields.js";
import { type AnswerField, fieldsBeside, isWrapper, nextUrlIn } from "./answer-fields.js";
import { firstOffset, firstPage, statedFirst } from "./first-page.js";
import { type Items, findItems } from "./items.js";
import { type AnswerSign, type HeaderSign, plain, rankOf, type RequestSign, speaksOf } from "./paging-words.js";
import { withBodyFields } from "./posted-lists.js";
import { hasType, isCountable, isNumber, isPlainText, isUrl, parameterField, tellsOfThing } from "./text-fields.js";
import { isSale, isTotal } from "./totals.js";

/** What in an operation speaks of pages: parameters by name, pointers into what it answers, and response headers. */
export interface PagingSigns {
  readonly page: string | undefined;
  readonly offset: string | undefined;
  /** A parameter that takes a cursor, whether or not the answer has one. */
  readonly cursor: string | undefined;
  readonly size: string | undefined;
  readonly items: Items | undefined;
  readonly nextUrl: string | undefined;
  /** A text in the answer, or a header, that {@link cursor} takes. */
  readonly nextCursor: string | undefined;
  /** A number in the answer, or a header, that {@link page} or {@link offset} takes. */
  readonly nextNumber: string | undefined;
  /** A text called `next` that nothing says to be a URL or a cursor. */
  readonly nextText: string | undefined;
  readonly previous: string | undefined;
  readonly lastId: string | undefined;
  readonly total: string | undefined;
  readonly pages: string | undefined;
  readonly hasMore: string | undefined;
  /** Into an item: text that tells it from the others. */
  readonly itemId: string | undefined;
  /** Number of the first page, where it is 0. */
  readonly first: 0 | undefined;
  /** The offset of the first item, if it is 1. */
  readonly firstOffset: 1 | undefined;
  /** The field of the answer with the page number. Undefined if the document states the first page number itself. */
  readonly pageNumber: string | undefined;
  /** A text field beside the items whose name ends in a word such as `cursor` or `token`. Its purpose is unknown. */
  readonly otherCursor: string | undefined;
  /** The answer declares a `Link` header (RFC 8288), or the description of a cursor speaks of one. */
  readonly linkHeader: boolean;
}

/**
 * Reads the signs of an operation. Parameters count that need not be given: the first page is asked for without them. So
 * do the fields of a JSON body.
 */
export function pagingSigns(given: OperationSource, document: SourceDocument): PagingSigns {
  const operation = withBodyFields(given, document);
  const answer = operation.answer === undefined ? [] : schemaFieldOf(document, operation.answer);
  const items = findItems(document, answer, operation.path);
  const fields = items === undefined ? [] : fieldsBeside(document, answer, items);
  const find = fieldFinder(fields);
  const pages = find("pages", isNumber);
  const hasMore = find("hasMore", (field) => hasType(field, "boolean"));
  const numbers = (sign: RequestSign): string[] =>
    parametersOf(operation, document, sign, ["query"])
      .filter((at) => isNumeric(at, operation, document))
      .map(({ name }) => name);
  const cursors = parametersOf(operation, document, "cursor", ["query", "header"]).filter((at) =>
    isCursor(at, parameterField(at, document)),
  );
  const [page] = numbers("page");
  const pair = firstAndMax(operation, document);
  const [offset] = pair === undefined ? numbers("offset") : [pair.first];
  const sizes = pair === undefined ? numbers("size") : [pair.max];
  // Where there are a page and an offset, each has its own size: `hitsPerPage` and `limit`.
  const ofPage = page !== undefined && offset !== undefined && sizes.find((name) => plain(name).includes("page"));
  const next = cursors.map((at) => ({ at, next: nextCursor(at, fields, operation, document) }));
  const { at: cursor, next: found } = next.find((one) => one.next !== undefined) ?? {
    at: cursors.find((at) => isNoPosition(at) && at.name !== page),
  };
  const isEndTold = [pages, hasMore, found].some((sign) => sign !== undefined);
  const total = find("total", isTotal(isEndTold, isSale(fields)));
  return {
    page,
    offset,
    size: ofPage || sizes[0],
    cursor: cursor?.name,
    items,
    nextUrl: nextUrlIn(fields),
    nextCursor: found,
    nextNumber: find("nextCursor", isNumber) ?? headerOf(operation, "nextNumberHeader"),
    nextText: find("nextUrl", (field, names) => {
      // Beside a number of pages it may be the next number as text.
      const mayBeNumber = (page ?? offset) !== undefined && plain(leafOf(names)) === "nextpage";
      return isPlainText(field) && !tellsOfThing(field) && !mayBeNumber;
    }),
    previous: find("previous", isPlainText),
    lastId: find("lastId", isPlainText),
    total,
    pages,
    hasMore,
    itemId: items === undefined ? undefined : idOfItem(document, answer, items.pointer),
    first: page === undefined ? undefined : firstPage(operation, page, document),
    firstOffset: offset === undefined ? undefined : offsetOfFirst(operation, offset, document, total),
    pageNumber:
      page === undefined || statedFirst(operation, page, document) !== undefined
        ? undefined
        : find("pageNumber", (field, names) => isNumber(field) && isOfPage(leafOf(names), total)),
    otherCursor: fields.find(({ names, field, isBeside }) => isBeside && isCursorOf(names, field))?.pointer,
    linkHeader: headerOf(operation, "linkHeader") !== undefined || /\blink`? header/iu.test(cursor?.description ?? ""),
  };
}

/** Keycloak's `first` and `max`: an offset and a size. Without a `max`, `first` is the size of a page. */
function firstAndMax({ parameters }: OperationSource, document: SourceDocument) {
  const [first, max] = ["first", "max"].map((name) =>
    parameters.find(
      (at) => at.name === name && at.in === "query" && !at.required && isNumber(parameterField(at, document)),
    ),
  );
  return first && max && { first: first.name, max: max.name };
}

/** Finds the field of a sign: the one whose word is the most telling, then the first. */
function fieldFinder(fields: readonly AnswerField[]) {
  return (sign: AnswerSign, admits: (field: SchemaField, names: readonly string[]) => boolean): string | undefined =>
    fields
      .filter(({ names, field, isBeside }) => isBeside && speaksOf(sign, leafOf(names)) && admits(field, names))
      .toSorted((a, b) => rankOf(sign, leafOf(a.names)) - rankOf(sign, leafOf(b.names)))[0]?.pointer;
}

/** The offset of the first item. `startIndex` with `totalResults` starts at 1 (RFC 7644, 3.4.2.4; OpenSearch 1.1). */
function offsetOfFirst(
  operation: OperationSource,
  name: string,
  document: SourceDocument,
  total: string | undefined,
): 1 | undefined {
  const isIndexOfResults = plain(name) === "startindex" && lastWordOf(total) === "totalresults";
  const isSilent = statedFirst(operation, name, document) === undefined;
  return isIndexOfResults && isSilent ? 1 : firstOffset(operation, name, document);
}

/** Whether a field is the page number. `number` is the page number only with `totalElements`, as in Spring. */
function isOfPage(name: string, total: string | undefined): boolean {
  return plain(name) !== "number" || lastWordOf(total) === "totalelements";
}

function lastWordOf(pointer: string | undefined): string {
  return plain(leafOf(parsePointer(pointer ?? "")));
}

/**
 * Where the answer has the value for a cursor parameter: a text with a usual name, a text with the parameter's own name in an
 * object called `next` or `cursors`, or a header. In an object that is not about the page, the name must say `next`.
 */
function nextCursor(
  parameter: ParameterSource,
  fields: readonly AnswerField[],
  operation: OperationSource,
  document: SourceDocument,
): string | undefined {
  const admits = isPlainText(parameterField(parameter, document)) ? isPlainText : isNumber;
  const rank = ({ names, isBeside }: AnswerField): number => {
    const [leaf = "", parent = ""] = names.toReversed();
    const isOwn = plain(leaf) === plain(parameter.name);
    if (speaksOf("nextUrl", parent) && (isOwn || ["cursor", "token"].includes(plain(leaf)))) return 0;
    if (isOwn && /^cursors?$/u.test(plain(parent))) return 0;
    if (/^after(cursor)?$/u.test(plain(leaf)) && isBeside && isWrapper(parent)) return 0;
    const found = rankOf("nextCursor", leaf);
    return isBeside || /^next(page)?(cursor|token)$/u.test(plain(leaf)) ? found : -1;
  };
  const [first] = fields
    .map((field) => ({ field, rank: rank(field) }))
    .filter(({ field, rank: found }) => found >= 0 && admits(field.field) && !isUrl(field.field, field.names))
    .toSorted((a, b) => a.rank - b.rank);
  return first?.field.pointer ?? headerOf(operation, "nextCursorHeader");
}

/** The parameters of a sign, the most telling word first. */
function parametersOf(
  { parameters }: OperationSource,
  document: SourceDocument,
  sign: RequestSign,
  places: readonly string[],
): ParameterSource[] {
  return parameters
    .filter((parameter) => places.includes(parameter.in) && speaksOf(sign, parameter.name))
    .filter((parameter) => !parameter.required || isFirstKnown(sign, parameter, document))
    .toSorted((a, b) => rankOf(sign, a.name) - rankOf(sign, b.name));
}

/** Whether a first value is known for a required parameter: it has a default, or it is an offset or a page size. */
function isFirstKnown(sign: RequestSign, parameter: ParameterSource, document: SourceDocument): boolean {
  // `from` and `start` may be times.
  const isOffset = sign === "offset" && !/^(from|start)$/u.test(plain(parameter.name));
  const hasDefault = parameterField(parameter, document).some((part) => member(part, "default") !== undefined);
  return hasDefault || isOffset || sign === "size";
}

/**
 * Whether a parameter can be a number of items or pages. An offset that is described as an id, as bytes or as a time is
 * none. `from` and `start` can be times, so their schema must say that they are numbers.
 */
function isNumeric(parameter: ParameterSource, { parameters }: OperationSource, document: SourceDocument): boolean {
  const schema = parameterField(parameter, document);
  const texts = [parameter.description, ...schema.map((part) => textOf(part, "description"))].join("\n");
  if (speaksOf("offset", parameter.name) && /\b(identifier of|id of|bytes?|timestamp)\b/iu.test(texts)) return false;
  if (!/^(from|start|count)$/u.test(plain(parameter.name)))
    return isCountable(schema) && (!parameter.name.startsWith("/") || isNumber(schema) || !hasType(schema, "string"));
  // `from` and `to` are a range. A `count` beside them is still the size of a page.
  const isRange =
    plain(parameter.name) !== "count" && parameters.some(({ name }) => /^(to|until|end|before)$/u.test(plain(name)));
  return isNumber(schema) && !isRange && !/\b(time|date|timestamp|epoch)\b/iu.test(texts);
}

/** A text; a number only where the name says that it is a cursor. */
function isCursor(parameter: ParameterSource, schema: SchemaField): boolean {
  return isPlainText(schema) || (isNumber(schema) && /(cursor|token)$/u.test(plain(parameter.name)));
}

function isCursorOf(names: readonly string[], field: SchemaField): boolean {
  return /(cursor|token|marker|continuation)$/u.test(plain(leafOf(names))) && isPlainText(field);
}

/** `page`, `offset` and `start` are cursors only where the answer has what they take. */
function isNoPosition({ name }: ParameterSource): boolean {
  return plain(name) === "page" || !(speaksOf("page", name) || speaksOf("offset", name));
}

function idOfItem(document: SourceDocument, answer: SchemaField, items: string): string | undefined {
  const item = schemaFieldAt(document, answer, `${items}/0`) ?? [];
  const id = propertiesOf(document, item).get("id");
  return id !== undefined && isPlainText(id) ? "/id" : undefined;
}

/** The name of a header of a success. */
function headerOf({ responses }: OperationSource, sign: HeaderSign): string | undefined {
  return responses
    .filter(({ status }) => status.startsWith("2"))
    .flatMap(({ at }) => members(member(at, "headers") ?? { value: {}, pointer: "" }))
    .find(([name]) => speaksOf(sign, name))?.[0];
}

function leafOf(names: readonly string[]): string {
  return names.at(-1) ?? "";
}
