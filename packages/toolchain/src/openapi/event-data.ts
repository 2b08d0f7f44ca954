import { isObject, type Json, type JsonObject } from "../json.js";
import { isJson } from "./media-type.js";
import { type Located, member } from "./located.js";
import { objectFrom } from "./references.js";

/** What the data of a stream's events are: text, or JSON of a schema. */
export interface EventData {
  readonly isText: boolean;
  readonly schema: Json;
}

/** The fields of a parsed event (OpenAPI 3.2, "Special Considerations for Server-Sent Events"). */
const FIELDS = new Set(["data", "event", "id", "retry"]);

const COMPOSED = ["properties", "allOf", "anyOf", "oneOf"];

/**
 * The schema of one event of a media type that is a stream of them: frameworks describe the whole stream as a list, and
 * so does OpenAPI 3.2 ("Sequential Media Types").
 */
export function eventSchema(document: JsonObject, media: Located<Json>): Located<Json> | undefined {
  const whole = member(media, "schema");
  const list = whole && objectFrom(document, whole);
  const items = list?.value["type"] === "array" ? member(list, "items") : undefined;
  return items ?? whole ?? member(media, "itemSchema");
}

/**
 * The data of events whose schema is that of the whole event: `contentSchema` where they are JSON. Where some are text
 * and others JSON all are text, which is what comes. Undefined where a schema describes the data themselves.
 */
export function eventData(document: JsonObject, schema: Json): EventData | undefined {
  const found = dataOf(document, schema, { data: undefined, isNamed: false }, new Set());
  const events = found?.filter(({ data }) => data !== undefined && !isEnd(document, data)) ?? [];
  const contents = events.flatMap((event) => contentOf(document, event) ?? []);
  if (events.length === 0 || contents.length < events.length) return undefined;
  const text = contents.find(({ isText }) => isText);
  const [only, ...others] = contents;
  if (text !== undefined || others.length === 0) return text ?? only;
  return { isText: false, schema: { anyOf: contents.map(({ schema: json }) => json) } };
}

interface DescribedEvent {
  readonly data: Json | undefined;
  /** Whether the name of the event is described too. */
  readonly isNamed: boolean;
}

/** The events with their schemas of `data`, one for each alternative; undefined where one is described that is none. */
function dataOf(
  document: JsonObject,
  schema: Json,
  inherited: DescribedEvent,
  seen: ReadonlySet<Json>,
): DescribedEvent[] | undefined {
  const object = objectFrom(document, { value: schema, pointer: "" })?.value;
  if (object === undefined || seen.has(object)) return undefined;
  const { properties = {}, allOf, oneOf, anyOf } = object;
  if (!isObject(properties) || Object.keys(properties).some((name) => !FIELDS.has(name))) return undefined;
  const within = new Set([...seen, object]);
  const { data, isNamed } = inherited;
  let own = { data: properties["data"] ?? data, isNamed: isNamed || properties["event"] !== undefined };
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

/** Whether a schema describes the text that ends a stream. That text is not the data of an event. */
function isEnd(document: JsonObject, data: Json = null): boolean {
  const { const: value, enum: values } = objectFrom(document, { value: data, pointer: "" })?.value ?? {};
  return (Array.isArray(values) && values.length === 1 ? values[0] : value) === "[DONE]";
}

/**
 * Describes the data of an event, which is text on the wire. If the event has a name, data of another type is JSON text.
 * Without a name, such data is not the data of an event, and the result is undefined.
 */
function contentOf(document: JsonObject, { data = null, isNamed }: DescribedEvent): EventData | undefined {
  const object = objectFrom(document, { value: data, pointer: "" })?.value ?? (data === true ? {} : { type: "null" });
  const { type, contentMediaType, contentSchema } = object;
  const isMade = type === undefined && COMPOSED.some((keyword) => object[keyword] !== undefined);
  if (isNamed && (isMade || (type !== undefined && ![type].flat().includes("string"))))
    return { isText: false, schema: data };
  if (![type ?? "string"].flat().includes("string")) return undefined;
  if (contentSchema !== undefined) return { isText: false, schema: contentSchema };
  const isText = typeof contentMediaType !== "string" || !isJson(contentMediaType);
  return { isText, schema: isText ? { type: "string" } : {} };
}
