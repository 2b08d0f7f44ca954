import { formatPointer, type JsonObject } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { textsOf } from "../../openapi/located.js";
import { propertiesOf, propertyPlaces, type SchemaField, schemaFieldOf } from "../../openapi/schema-fields.js";
import { jsonSchema } from "../content.js";
import { splitWords } from "../names/words.js";
import type { OperationSource } from "../operations.js";
import type { ParameterSource } from "../parameters.js";
import { isWrapper } from "./answer-fields.js";

/** Whether an operation may read a list: a GET, or a POST that says so, since its filter is too long for a query. */
export function mayReadList({ method, path, operationId = "" }: OperationSource): boolean {
  if (method !== "POST") return method === "GET";
  const segments = [path, operationId].map((text) => text.split(/[/:._]/u).findLast((part) => part !== "") ?? "");
  return segments.some((segment) => readingVerbs.has(splitWords(segment)[0] ?? ""));
}

const readingVerbs = new Set("browse filter find list lookup query search".split(" "));

/** An operation with the fields of its JSON body beside its parameters, each called by its pointer into the body. */
export function withBodyFields(operation: OperationSource, document: SourceDocument): OperationSource {
  const schema = operation.body && jsonSchema(document, operation.body.at);
  if (operation.method !== "POST" || schema === undefined) return operation;
  const fields = fieldsOf(document, schemaFieldOf(document, schema), []);
  return { ...operation, parameters: [...operation.parameters, ...fields] };
}

/** The fields of a body, and those of its objects that tell of the page, such as `pagination`. */
function fieldsOf(document: SourceDocument, body: SchemaField, within: readonly string[]): ParameterSource[] {
  const required = new Set(body.flatMap((part) => textsOf(part, "required") ?? []));
  return [...propertiesOf(document, body)].flatMap(([name, field]) => {
    const [place] = propertyPlaces(body, name);
    if (place === undefined) return [];
    const names = [...within, name];
    const value: JsonObject = { schema: place.value };
    const own: ParameterSource = {
      name: formatPointer(names),
      in: "query",
      style: "form",
      explode: true,
      required: required.has(name),
      at: { value, pointer: place.pointer },
    };
    const inner = within.length === 0 && isWrapper(name) ? fieldsOf(document, field, names) : [];
    return [own, ...inner];
  });
}
