import type { SourceDocument } from "../../openapi/document.js";
import { extensionsIn } from "../../openapi/extension-keys.js";
import { isObject, type Json, type JsonObject, mapItems, mapMembers, parsePointer } from "../../json.js";
import { member } from "../../openapi/located.js";
import { isJson, streamKind } from "../../openapi/media-type.js";
import { type OperationPlace, operationsOf } from "../../openapi/operations.js";
import { objectFrom } from "../../openapi/references.js";

export const FERN_STREAMING = "x-fern-streaming";

/**
 * A document whose successes have the schemas that Fern's streams by a field name beside them: `response` is that of JSON,
 * `response-stream` that of each event, or of each line. Types come from the document, so this precedes their printing.
 */
export function withFernAnswers(document: SourceDocument): SourceDocument {
  if (!extensionsIn(document).has(FERN_STREAMING)) return document;
  const value = operationsOf(document).reduce((root, place) => {
    const changed = withAnswers(document, place);
    return changed === undefined ? root : replaced(root, parsePointer(place.at.pointer), changed);
  }, document.value);
  return { ...document, value };
}

function withAnswers(document: SourceDocument, { at }: OperationPlace): JsonObject | undefined {
  const annotation = member(at, FERN_STREAMING)?.value;
  if (!isObject(annotation) || typeof annotation["stream-condition"] !== "string") return undefined;
  const { response, "response-stream": chunk, format } = annotation;
  const responses = member(at, "responses");
  const status = Object.keys(isObject(responses?.value) ? responses.value : {}).find((key) => key.startsWith("2"));
  const success = responses && status !== undefined ? member(responses, status) : undefined;
  const own = (success && objectFrom(document.value, success)?.value) ?? { description: "Success." };
  const content = isObject(own["content"]) ? own["content"] : {};
  const names = Object.keys(content);
  const changes = [
    ...(isObject(response) ? [[names.find(isJson) ?? "application/json", "schema", response] as const] : []),
    ...(isObject(chunk) ? [[...streamPlace(names, format), chunk] as const] : []),
  ];
  if (changes.length === 0) return undefined;
  const media = changes.map(([name, key, schema]) => {
    const { schema: _schema, itemSchema: _items, ...rest } = isObject(content[name]) ? content[name] : {};
    return [name, { ...rest, [key]: schema }] as const;
  });
  return {
    ...at.value,
    responses: {
      ...(isObject(responses?.value) ? responses.value : {}),
      [status ?? "200"]: { ...own, content: { ...content, ...Object.fromEntries(media) } },
    },
  };
}

/** The media type of a stream, and which of its fields describes one of its items. */
function streamPlace(names: readonly string[], format: Json | undefined): readonly [name: string, key: string] {
  const name =
    names.find((key) => streamKind(key) !== undefined) ??
    (format === "sse" ? "text/event-stream" : "application/x-ndjson");
  return [name, streamKind(name) === "lines" ? "itemSchema" : "schema"];
}

function replaced(root: JsonObject, steps: readonly string[], value: JsonObject): JsonObject;
function replaced(root: Json, steps: readonly string[], value: JsonObject): Json;
function replaced(root: Json, [step, ...rest]: readonly string[], value: JsonObject): Json {
  if (step === undefined) return value;
  if (Array.isArray(root))
    return mapItems(root, (item, index) => (`${index}` === step ? replaced(item, rest, value) : item));
  return isObject(root) ? mapMembers(root, (item, key) => (key === step ? replaced(item, rest, value) : item)) : root;
}
