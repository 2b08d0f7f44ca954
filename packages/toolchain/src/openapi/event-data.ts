import { isObject, type Json, type JsonObject } from "../json.js";
import { isJson } from "./media-type.js";
import { objectFrom } from "./references.js";

/** What the data of a stream's events are: text, or JSON of a schema. */
export interface EventData {
  readonly isText: boolean;
  readonly schema: Json;
}

/** The fields of a parsed event (OpenAPI 3.2, "Special Considerations for Server-Sent Events"). */
const FIELDS = new Set(["data", "event", "id", "retry"]);

/**
 * The data of events whose schema is that of the whole event: `contentSchema` where they are JSON. Where some are text
 * and others JSON all are text, which is what comes. Undefined where a schema describes the data themselves.
 */
export function eventData(document: JsonObject, schema: Json): EventData | undefined {
  const found = dataOf(document, schema, undefined, new Set());
  if (found === undefined) return undefined;
  const schemas = found.filter((data) => data !== undefined);
  const contents = schemas.flatMap((data) => contentOf(document, data) ?? []);
  if (schemas.length === 0 || contents.length < schemas.length) return undefined;
  const text = contents.find(({ isText }) => isText);
  const [only, ...others] = contents;
  if (text !== undefined || others.length === 0) return text ?? only;
  return { isText: false, schema: { anyOf: contents.map(({ schema: json }) => json) } };
}

/** The schemas of `data`, one for each alternative; undefined where something is described that is no event. */
function dataOf(
  document: JsonObject,
  schema: Json,
  inherited: Json | undefined,
  seen: ReadonlySet<Json>,
): (Json | undefined)[] | undefined {
  const object = objectFrom(document, { value: schema, pointer: "" })?.value;
  if (object === undefined || seen.has(object)) return undefined;
  const { properties = {}, allOf, oneOf, anyOf } = object;
  if (!isObject(properties) || Object.keys(properties).some((name) => !FIELDS.has(name))) return undefined;
  const within = new Set([...seen, object]);
  let own = properties["data"] ?? inherited;
  for (const part of Array.isArray(allOf) ? allOf : []) {
    const found = dataOf(document, part, own, within);
    if (found === undefined || found.length > 1) return found;
    own = found[0] ?? own;
  }
  const alternatives = Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : undefined;
  if (alternatives === undefined) return [own];
  const found = alternatives.map((alternative) => dataOf(document, alternative, own, within));
  return found.every((one) => one !== undefined) ? found.flat() : undefined;
}

/** What a field holds that is text on the wire; undefined where it is no text, so that no event has it. */
function contentOf(document: JsonObject, data: Json): EventData | undefined {
  const object = objectFrom(document, { value: data, pointer: "" })?.value ?? (data === true ? {} : { type: "null" });
  const { type = "string", contentMediaType, contentSchema } = object;
  if (![type].flat().includes("string")) return undefined;
  if (contentSchema !== undefined) return { isText: false, schema: contentSchema };
  const isText = typeof contentMediaType !== "string" || !isJson(contentMediaType);
  return { isText, schema: isText ? { type: "string" } : {} };
}
