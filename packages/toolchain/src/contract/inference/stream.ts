import type { SourceDocument } from "../../openapi/document.js";
import { parsePointer, formatPointer, type Json } from "../../json.js";
import { flagOf, type Located, member } from "../../openapi/located.js";
import { isJson, streamKind } from "../../openapi/media-type.js";
import { follow } from "../../openapi/references.js";
import { propertyPlaces, schemaFieldAt, schemaFieldOf, typesOf, valuesOf } from "../../openapi/schema-fields.js";
import { jsonSchema } from "../content.js";
import type { Operation, StreamChoice } from "../contract.js";
import type { FactReader } from "../fact-readers.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import { successes } from "../successes.js";

/** What APIs call the field of a request that asks for a stream. */
const NAME = "stream";

/**
 * A stream by choice: the successes have one JSON media type and one of events or JSON lines, and the JSON body has a
 * boolean `stream`.
 */
export const inferredStream: FactReader<OperationSource, SourceDocument, StreamChoice> = (operation, document) => {
  const { json, streams, others } = answersOf(operation);
  if (json.length !== 1 || streams.length !== 1 || others.length > 0) return undefined;
  const fact = streamChoice(operation, document, formatPointer([NAME]));
  return fact && { kind: "fact", fact, origin: "inferred", notes: [] };
};

/** A boolean of the request that seems to ask for a stream: `stream` of the JSON body, else of the query. */
export function streamFlag(operation: OperationSource, document: SourceDocument): StreamChoice | undefined {
  return streamChoice(operation, document, formatPointer([NAME])) ?? streamChoice(operation, document, NAME);
}

/**
 * The choice that a field of the JSON body, or a query parameter, gives; undefined where it is no boolean.
 *
 * @param when A JSON pointer, or the name of the parameter.
 */
export function streamChoice(
  operation: OperationSource,
  document: SourceDocument,
  when: string,
): StreamChoice | undefined {
  const places = when.startsWith("/") ? bodyPlaces(operation, document, when) : queryPlaces(operation, when);
  const field = places.flatMap((at) => schemaFieldOf(document, at));
  const types = typesOf(field);
  const values = valuesOf(field);
  const isChoice = types.size === 1 && types.has("boolean") && (values === undefined || values.length === 2);
  if (!isChoice || field.some((schema) => flagOf(schema, "readOnly") === true)) return undefined;
  // A default may stand beside a reference, or in what it leads to.
  const isDefault = [...places, ...places.map((at) => follow(document, at)), ...field].some(
    (at) => flagOf(at, "default") === true,
  );
  return omitUndefined({ when, default: isDefault ? (true as const) : undefined });
}

/** The media types of the successes by what a call makes of them, each once. */
export function answersOf(operation: Pick<Operation, "responses">): {
  readonly json: readonly string[];
  readonly streams: readonly string[];
  readonly others: readonly string[];
} {
  const all = [...new Set(successes(operation).flatMap(({ mediaTypes }) => mediaTypes))];
  const isStream = (mediaType: string): boolean => streamKind(mediaType) !== undefined;
  return {
    json: all.filter(isJson),
    streams: all.filter((mediaType) => isStream(mediaType) && !isJson(mediaType)),
    others: all.filter((mediaType) => !isStream(mediaType) && !isJson(mediaType)),
  };
}

function bodyPlaces({ body }: OperationSource, document: SourceDocument, when: string): readonly Located<Json>[] {
  const schema = body && jsonSchema(document, body.at);
  const steps = parsePointer(when);
  const holder = schema && schemaFieldAt(document, schemaFieldOf(document, schema), formatPointer(steps.slice(0, -1)));
  return holder === undefined ? [] : propertyPlaces(holder, steps.at(-1) ?? "");
}

function queryPlaces({ parameters }: OperationSource, when: string): readonly Located<Json>[] {
  const found = parameters.find(({ in: place, name }) => place === "query" && name === when);
  const schema = found && member(found.at, "schema");
  return schema === undefined ? [] : [schema];
}
