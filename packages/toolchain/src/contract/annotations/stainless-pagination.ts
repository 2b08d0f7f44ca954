import type { SourceDocument } from "../../openapi/document.js";
import { formatPointer } from "../../json.js";
import type { Pagination } from "../contract.js";
import { jsonSchema } from "../content.js";
import { omitUndefined } from "../omit-undefined.js";
import { failure, type Located, member, textOf } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import { type SchemaField, schemaFieldAt, schemaFieldOf, propertiesOf, typesOf } from "../../openapi/schema-fields.js";
import { type Annotated, type Annotation, readAnnotation, unused } from "./annotation.js";
import { extensionsIn } from "../../openapi/extension-keys.js";
import { findItems } from "../inference/items.js";
import { firstOffset, firstPage } from "../inference/first-page.js";

const name = "x-stainless-pagination-property";

/** The largest depth of a page's fields: those of a list item in an envelope. */
const DEPTH = 4;

/** The positions of a purpose: a parameter's name, a JSON pointer, or a response header's name. */
type Places = ReadonlyMap<string, string>;

/**
 * Stainless's pagination, from the purpose of each parameter and field. Purposes for going back (`previous_…`) are
 * ignored, and offsets are counted by the received items.
 */
export const stainlessPagination: FactReader<OperationSource, SourceDocument, Pagination> = (operation, document) => {
  if (!extensionsIn(document).has(name)) return undefined;
  const found: Found[] = [...inRequest(operation, document), ...inAnswer(operation, document)];
  const [first] = found;
  if (first === undefined) return undefined;
  const annotation = { name, at: first.at, operation, document };
  return readAnnotation("vendor:stainless", annotation, () => read(annotation, found));
};

interface Found {
  readonly purpose: string;
  readonly place: string;
  readonly at: Located;
}

function read(annotation: Annotation, found: readonly Found[]): Annotated<Pagination> {
  const { operation, document, at } = annotation;
  const isUsed = (entry: Found): boolean => headerOf(entry) === undefined || leads.has(entry.purpose);
  const notes = found
    .filter((entry) => !isUsed(entry))
    .map((entry) =>
      unused(
        { ...annotation, at: entry.at },
        `${entry.purpose} is not supported in a header; only fields that lead to the next page are.`,
      ),
    );
  const places: Places = new Map(found.filter(isUsed).map((entry) => [entry.purpose, headerOf(entry) ?? entry.place]));
  const whole = operation.answer === undefined ? [] : schemaFieldOf(document, operation.answer);
  const items = places.get("items") ?? findItems(document, whole, operation.path)?.pointer;
  if (items === undefined)
    throw failure(document, at.pointer, "contract/declaration", "no field has the purpose items.");
  const fact = styleOf(places, items, operation, document);
  if (fact !== undefined) return { fact, notes };
  const purposes = [...places.keys()].join(", ") || "none";
  throw failure(
    document,
    at.pointer,
    "contract/declaration",
    `the purposes found (${purposes}) do not define pagination.`,
  );
}

/** Purposes that may also be on a response header. */
const leads = new Set(["next_cursor_field", "cursor_url_field"]);

function headerOf({ at }: Found): string | undefined {
  return textOf(at, "from_header");
}

function styleOf(
  places: Places,
  items: string,
  operation: OperationSource,
  document: SourceDocument,
): Pagination | undefined {
  const of = (purpose: string): string | undefined => places.get(purpose);
  const hasMore = of("has_next_page");
  const url = of("cursor_url_field");
  if (url !== undefined)
    return { style: "next-url", request: {}, response: omitUndefined({ items, next: url, hasMore }) };
  const [cursor, next] = [of("next_cursor_param"), of("next_cursor_field")];
  if (cursor !== undefined && next !== undefined)
    return { style: "cursor", request: { cursor }, response: omitUndefined({ items, next, hasMore }) };
  const [id, itemId] = [of("next_cursor_id_param"), of("cursor_item_id")];
  if (id !== undefined && itemId?.startsWith(`${items}/0/`) === true) {
    const itemCursor = itemId.slice(items.length + 2);
    return { style: "cursor", request: { cursor: id }, response: omitUndefined({ items, itemCursor, hasMore }) };
  }
  const page = of("page_number_param");
  if (page !== undefined) {
    const response = omitUndefined({
      items,
      pages: of("total_page_count_field"),
      page: of("current_page_number_field"),
      hasMore,
    });
    return { style: "page", request: omitUndefined({ page, first: firstPage(operation, page, document) }), response };
  }
  const offset = of("offset_count_param");
  if (offset === undefined) return undefined;
  return {
    style: "offset",
    request: omitUndefined({ offset, first: firstOffset(operation, offset, document) }),
    response: omitUndefined({ items, total: of("offset_total_count_field"), hasMore }),
  };
}

function inRequest(operation: OperationSource, document: SourceDocument): Found[] {
  const parameters = operation.parameters
    .filter((parameter) => parameter.in !== "path")
    .flatMap(({ at, name: place }) => {
      const schema = member(at, "schema");
      return [
        ...purposeIn([at], place),
        ...(schema === undefined ? [] : purposeIn(schemaFieldOf(document, schema), place)),
      ];
    });
  const body = operation.body && jsonSchema(document, operation.body.at);
  return [...parameters, ...(body === undefined ? [] : inField(schemaFieldOf(document, body), document, ""))];
}

function inAnswer({ answer }: OperationSource, document: SourceDocument): Found[] {
  return answer === undefined ? [] : inField(schemaFieldOf(document, answer), document, "");
}

function inField(field: SchemaField, document: SourceDocument, pointer: string, depth = 0): Found[] {
  if (depth > DEPTH) return [];
  const item = typesOf(field).has("array") ? schemaFieldAt(document, field, "/0") : undefined;
  const below = [...propertiesOf(document, field)].flatMap(([key, property]) =>
    inField(property, document, pointer + formatPointer([key]), depth + 1),
  );
  return [...purposeIn(field, pointer), ...below, ...(item ? inField(item, document, `${pointer}/0`, depth + 1) : [])];
}

function purposeIn(field: SchemaField, place: string): Found[] {
  return field.flatMap((schema) => {
    const at = member(schema, name);
    if (at === undefined || typeof at.value !== "object" || at.value === null || Array.isArray(at.value)) return [];
    const found = { value: at.value, pointer: at.pointer };
    const isWhole = member(at, "is_top_level_array")?.value === true;
    return [{ purpose: textOf(found, "purpose") ?? (isWhole ? "items" : ""), place, at: found }];
  });
}
