import type { SourceDocument } from "../../openapi/document.js";
import { formatPointer } from "../../json.js";
import { member, members, textOf } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { ParameterSource } from "../parameters.js";
import { type SchemaField, schemaFieldAt, schemaFieldOf, propertiesOf, typesOf } from "../../openapi/schema-fields.js";
import { firstPage } from "./first-page.js";
import { anyItemsField } from "./items.js";
import * as words from "./paging-words.js";

/** What in an operation speaks of pages: query parameters by name, and pointers into what it answers. */
export interface PagingSigns {
  readonly page: string | undefined;
  readonly offset: string | undefined;
  readonly cursor: string | undefined;
  readonly size: string | undefined;
  readonly items: string | undefined;
  readonly nextUrl: string | undefined;
  readonly nextCursor: string | undefined;
  readonly lastId: string | undefined;
  readonly total: string | undefined;
  readonly hasMore: string | undefined;
  /** Into an item: text that tells it from the others. */
  readonly itemId: string | undefined;
  /** Number of the first page, where the parameter's default is 0. */
  readonly first: 0 | undefined;
  /** The answer declares a `Link` header (RFC 8288), or the description of a cursor speaks of one. */
  readonly linkHeader: boolean;
}

/** Reads the signs of an operation. Only optional parameters count, since the first page is asked for without them. */
export function pagingSigns(operation: OperationSource, document: SourceDocument): PagingSigns {
  const answer = operation.answer === undefined ? [] : schemaFieldOf(document, operation.answer);
  const fields = pageFields(document, answer);
  const number = (names: readonly string[]): string | undefined =>
    optional(operation, names).find((at) => !has(schemaOf(at, document), "string", "array", "object"))?.name;
  const field = (names: readonly string[], admits: (field: SchemaField) => boolean): string | undefined =>
    fields.find(({ name, field: found }) => words.isOneOf(names, name) && admits(found))?.pointer;
  const items = anyItemsField(document, answer);
  const page = number(words.pageNames);
  const cursor = optional(operation, words.cursorNames).find((at) => isToken(schemaOf(at, document)));
  return {
    page,
    offset: number(words.offsetNames),
    size: number(words.sizeNames),
    cursor: cursor?.name,
    items,
    nextUrl: field(words.nextUrlNames, isUrl),
    nextCursor: field(words.nextCursorNames, (found) => isToken(found) && !isUrl(found)),
    lastId: field(["lastid"], isToken),
    total: field(words.totalNames, (found) => has(found, "integer", "number")),
    hasMore: field(words.hasMoreNames, (found) => has(found, "boolean")),
    itemId: items === undefined ? undefined : idOfItem(document, answer, items),
    first: page === undefined ? undefined : firstPage(operation, page, document),
    linkHeader: hasLinkHeader(operation) || /\blink`? header/iu.test(cursor?.description ?? ""),
  };
}

/** The fields of the whole, and of the objects of usual names in it. */
function pageFields(
  document: SourceDocument,
  answer: SchemaField,
): { name: string; pointer: string; field: SchemaField }[] {
  const outer = [...propertiesOf(document, answer)].map(([name, field]) => ({
    name,
    pointer: formatPointer([name]),
    field,
  }));
  const inner = outer
    .filter(({ name }) => words.isOneOf(words.wrapperNames, name))
    .flatMap((wrapper) =>
      [...propertiesOf(document, wrapper.field)].map(([name, field]) => ({
        name,
        pointer: wrapper.pointer + formatPointer([name]),
        field,
      })),
    );
  return [...outer, ...inner];
}

function optional({ parameters }: OperationSource, names: readonly string[]): ParameterSource[] {
  return parameters
    .filter((parameter) => parameter.in === "query" && !parameter.required && words.isOneOf(names, parameter.name))
    .toSorted((a, b) => names.indexOf(words.plain(a.name)) - names.indexOf(words.plain(b.name)));
}

function schemaOf({ at }: ParameterSource, document: SourceDocument): SchemaField {
  const schema = member(at, "schema");
  return schema === undefined ? [] : schemaFieldOf(document, schema);
}

function has(field: SchemaField, ...types: string[]): boolean {
  const found = typesOf(field);
  return types.some((type) => found.has(type));
}

/** Text that is not a date: a cursor or a link. A parameter called `after` may well be a date. */
function isToken(field: SchemaField): boolean {
  return (
    has(field, "string") &&
    !has(field, "integer", "number", "object", "array") &&
    !field.some((schema) => textOf(schema, "format")?.startsWith("date") === true)
  );
}

function isUrl(field: SchemaField): boolean {
  return isToken(field) && field.some((schema) => /^(uri|url|uri-reference)$/.test(textOf(schema, "format") ?? ""));
}

function idOfItem(document: SourceDocument, answer: SchemaField, items: string): string | undefined {
  const item = schemaFieldAt(document, answer, `${items}/0`) ?? [];
  const id = propertiesOf(document, item).get("id");
  return id !== undefined && isToken(id) ? "/id" : undefined;
}

function hasLinkHeader({ responses }: OperationSource): boolean {
  return responses
    .filter(({ status }) => status.startsWith("2"))
    .some(({ at }) =>
      members(member(at, "headers") ?? { value: {}, pointer: "" }).some(([name]) => name.toLowerCase() === "link"),
    );
}
