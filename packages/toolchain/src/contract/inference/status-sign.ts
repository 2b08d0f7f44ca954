import { member } from "../../openapi/located.js";
import { type SchemaField, schemaFieldAt, schemaFieldOf, valuesOf } from "../../openapi/schema-fields.js";
import type { JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";
import { findItems } from "./items.js";
import { type StateSign, stateSign } from "./job-signs.js";
import { plain } from "./paging-words.js";
import { filteredBy, pathShapeOf } from "./path-index.js";
import { resultBelow } from "./job-parts.js";
import type { JobKey, StatusPlace } from "./status-place.js";

/** The state that an operation reports, by all that the document says of it: its schema, its prose, and filters of lists. */
export function statusSign(status: OperationSource, place: JobKey, context: JobContext): StateSign | undefined {
  if (status.answer === undefined) return undefined;
  const answer = schemaFieldOf(context.document, status.answer);
  return stateSign(context.document, answer, place.noun, {
    prose: status.description,
    hasResult: () => resultBelow(place, context)?.isSure === true,
    filter: (name) => filterValues(name, answer, place, context),
  });
}

/** The values of the parameter of a field's name at a list of such things: where they are posted to, or of their schema. */
function filterValues(name: string, answer: SchemaField, { collection }: StatusPlace, context: JobContext): string[] {
  const { document } = context;
  for (const { operation: list, filter } of filteredBy(plain(name), context)) {
    const schema = member(filter.at, "schema");
    if (schema === undefined || (pathShapeOf(list) !== collection && !lists(list, answer, context))) continue;
    const field = schemaFieldOf(document, schema);
    const values = valuesOf(field) ?? valuesOf(schemaFieldAt(document, field, "/0") ?? []) ?? [];
    if (values.length > 0) return values.filter((value) => typeof value === "string");
  }
  return [];
}

/** Whether the items of a list are of the schema of an answer. */
function lists(list: OperationSource, [row]: SchemaField, { document }: JobContext): boolean {
  const answer = list.answer && schemaFieldOf(document, list.answer);
  const items = answer && findItems(document, answer, list.path);
  const item = answer && items && schemaFieldAt(document, answer, `${items.pointer}/0`);
  return row !== undefined && item?.[0]?.pointer === row.pointer;
}
