import type { OperationSource } from "../contract/operations.js";
import type { Models } from "../contract/names/models.js";
import { eventData, eventSchema } from "../openapi/event-data.js";
import { isJson, streamKind } from "../openapi/media-type.js";
import type { SourceDocument } from "../openapi/document.js";
import type { TravelDirection } from "../openapi/directions.js";
import { type Located, member } from "../openapi/located.js";
import { besideReference, componentName, referenceOf } from "../openapi/reference.js";
import { objectFrom } from "../openapi/references.js";
import { allowsNull, ANNOTATIONS, has, listedValues, listOf, without } from "../openapi/schema-keywords.js";
import { isObject, type Json, type JsonObject, parsePointer, valueAt } from "../json.js";
import { type EnumFacts, enumsOf } from "./enums.js";
import { textLiteral } from "./literal.js";
import { valueDocs } from "./value-docs.js";
import { isOpenEnum } from "./schema/open-enum.js";

/** Most columns of a union of values that stands in a signature. */
const WIDEST = 60;

/**
 * What types of `schema.ts` are where that is short: the name of a model, a list of it, a primitive type, or a few values.
 * Read from the document, since the types are printed while code is written.
 */
export interface Shapes {
  /** By the expression that names the type, such as `operations["get"]["parameters"]["path"]["id"]`. */
  readonly types: ReadonlyMap<string, string>;
  /** The schemas that list their values. */
  readonly enums: readonly EnumFacts[];
  /** What the document says of the values of path parameters, by the expression that names their type. */
  readonly docs: ReadonlyMap<string, string>;
  /** The type of the items at a pointer into an answer, by the expression that names the answer. */
  readonly itemAt: (answer: string, pointer: string) => string | undefined;
}

/** Nothing is known of the document. */
export const NO_SHAPES: Shapes = { types: new Map(), enums: [], docs: new Map(), itemAt: () => undefined };

/** The facts of a document from which its code is written. */
interface DocumentFacts {
  readonly document: SourceDocument;
  readonly operations: readonly OperationSource[];
  readonly models: Models;
}

export function shapesOf({ document, operations, models }: DocumentFacts): Shapes {
  const reader = new ShapeReader(document.value, models);
  const types = new Map<string, string>();
  const docs = new Map<string, string>();
  const answers = new Map<string, Json>();
  const add = (key: string, schema: Json | undefined, place: "parameter" | "text", way: TravelDirection): void => {
    const type = schema === undefined ? undefined : reader.typeOf(schema, place, way);
    if (type !== undefined) types.set(key, type);
  };
  const valuesOf = perObject((parameter) => valueDocs(document, parameter));
  for (const { id, parameters, body, responses } of operations) {
    const operation = `operations[${textLiteral(id)}]`;
    for (const { name, in: place, at } of parameters)
      if (place === "path" && !has(at.value, "content")) {
        const key = `${operation}["parameters"]["path"][${textLiteral(name)}]`;
        add(key, at.value["schema"], "parameter", "request");
        docs.set(key, valuesOf(at));
      }
    for (const [type, schema] of body === undefined ? [] : reader.contentOf(body.at))
      if (!/merge-patch/iu.test(type))
        add(`NonNullable<${operation}["requestBody"]>["content"][${textLiteral(type)}]`, schema, "text", "request");
    for (const { status, at } of responses)
      for (const [type, schema] of reader.contentOf(at)) {
        const key = `${operation}["responses"][${/^\d+$/u.test(status) ? status : textLiteral(status)}]["content"][${textLiteral(type)}]`;
        answers.set(key, schema);
        add(key, schema, "text", "response");
      }
  }
  return {
    types,
    enums: enumsOf(document.value, models.names),
    docs,
    itemAt: (answer, pointer) => {
      const items = reader.itemsAt(answers.get(answer), parsePointer(pointer));
      return items === undefined ? undefined : reader.typeOf(items, "text", "response");
    },
  };
}

/** Remembers the answer of `ask` for each object, because many operations share a parameter. */
function perObject<T>(ask: (at: Located) => T): (at: Located) => T {
  const known = new Map<JsonObject, T>();
  return (at) => {
    const answer = known.get(at.value) ?? ask(at);
    known.set(at.value, answer);
    return answer;
  };
}

/** What stands beside a reference or in a composition of one, and says nothing of its type. */
const SILENT = [...ANNOTATIONS, "discriminator"];

class ShapeReader {
  readonly #document: JsonObject;
  readonly #models: Models;

  constructor(document: JsonObject, models: Models) {
    this.#document = document;
    this.#models = models;
  }

  /** The schemas of a body or an answer by media type, those of JSON and of the data of events. */
  contentOf(holder: Located): [mediaType: string, schema: Json][] {
    const found = objectFrom(this.#document, holder);
    const content = found && member(found, "content")?.value;
    if (!isObject(content)) return [];
    return Object.entries(content).flatMap(([type, media]): [string, Json][] => {
      const schema = isObject(media) ? media["schema"] : undefined;
      if (schema === undefined) return [];
      if (isJson(type)) return [[type, schema]];
      const event =
        streamKind(type) === "events" ? eventSchema(this.#document, { value: media, pointer: "" }) : undefined;
      return event === undefined ? [] : [[type, eventData(this.#document, event.value)?.schema ?? event.value]];
    });
  }

  /** The type of a schema; undefined where it is none of those that are short. */
  typeOf(schema: Json, place: "parameter" | "text", way: TravelDirection): string | undefined {
    if (!isObject(schema)) return undefined;
    const reference = this.#modelOf(schema, way);
    if (reference !== undefined) return reference;
    if (isOpenEnum(schema)) return undefined;
    const values = has(schema, "const") ? [schema["const"] ?? null] : listedValues(schema);
    if (values !== undefined) return literals(allowsNull(schema) ? [...values, null] : values);
    const { type } = schema;
    const branches = has(schema, "oneOf") ? schema["oneOf"] : schema["anyOf"];
    if (branches !== undefined) return this.#unionOf(listOf(branches), without(schema, "oneOf", "anyOf"), place, way);
    if (!Object.keys(schema).every((key) => PLAIN.has(key) || key.startsWith("x-"))) return undefined;
    if (type === "array") {
      const items = isObject(schema["items"]) ? this.typeOf(schema["items"], "text", way) : undefined;
      return items === undefined ? undefined : items.includes(" ") ? `(${items})[]` : `${items}[]`;
    }
    if (has(schema, "items")) return undefined;
    const names = [type].flat().map((one) => {
      return one === "string" ? textType(schema, place) : PRIMITIVES.get(typeof one === "string" ? one : "");
    });
    const name = names.length === 0 || names.includes(undefined) ? undefined : [...new Set(names)].join(" | ");
    return name !== undefined && schema["nullable"] === true ? `${name} | null` : name;
  }

  /** A choice of primitive types and values. */
  #unionOf(
    branches: readonly Json[],
    beside: JsonObject,
    place: "parameter" | "text",
    way: TravelDirection,
  ): string | undefined {
    const types = branches.map((branch) => this.typeOf(branch, place, way));
    const isSilent = Object.keys(without(beside, ...SILENT)).every((key) => key.startsWith("x-"));
    if (!isSilent || types.length === 0 || types.some((type) => type === undefined || /models\.|\[/u.test(type)))
      return undefined;
    const type = [...new Set(types.flatMap((one) => (one ?? "").split(" | ")))].join(" | ");
    return type.length > WIDEST ? undefined : type;
  }

  /** The model that a schema is, by reference, or by a composition of nothing else. */
  #modelOf(schema: JsonObject, way: TravelDirection): string | undefined {
    const [part, second] = listOf(schema["allOf"]);
    if (part !== undefined && second === undefined && Object.keys(without(schema, "allOf", ...SILENT)).length === 0)
      return isObject(part) ? this.#modelOf(part, way) : undefined;
    const name = componentName(schema);
    const isAlone = Object.keys(without(besideReference(schema), ...SILENT)).length === 0;
    if (name === undefined || !isAlone) return undefined;
    const model = this.#models.names.get((way === "request" ? this.#models.inputs.get(name) : undefined) ?? name);
    return model === undefined ? undefined : `models.${model}`;
  }

  /** The schema of the items of the list at a path of properties. */
  itemsAt(schema: Json | undefined, path: readonly string[]): Json | undefined {
    const target = referenceOf(schema) === undefined ? schema : this.#component(schema);
    if (!isObject(target) || ["allOf", "anyOf", "oneOf", "enum", "const"].some((key) => has(target, key)))
      return undefined;
    const [step, ...rest] = path;
    if (step !== undefined) {
      const properties = isObject(target["properties"]) ? target["properties"] : {};
      return has(properties, step) ? this.itemsAt(properties[step], rest) : undefined;
    }
    const isList = target["type"] === "array" && !has(target, "prefixItems");
    return isList && isObject(target["items"]) ? target["items"] : undefined;
  }

  #component(schema: Json | undefined): Json | undefined {
    const name = componentName(schema);
    const isAlone = isObject(schema) && Object.keys(without(besideReference(schema), ...SILENT)).length === 0;
    const found = name === undefined || !isAlone ? undefined : this.#document["components"];
    const schemas = isObject(found) ? valueAt(found, "/schemas") : undefined;
    return isObject(schemas) && name !== undefined && has(schemas, name) ? schemas[name] : undefined;
  }
}

const PRIMITIVES: ReadonlyMap<string, string> = new Map([
  ["integer", "number"],
  ["number", "number"],
  ["boolean", "boolean"],
  ["null", "null"],
]);

/** Keywords of a primitive value or a list that leave its type as it is. */
const PLAIN = new Set([
  ...ANNOTATIONS,
  ..."type format nullable items pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum".split(
    " ",
  ),
  ..."multipleOf minItems maxItems uniqueItems contentEncoding".split(" "),
]);

function textType({ format }: JsonObject, place: "parameter" | "text"): string {
  return place === "parameter" && format === "date-time" ? "string | Date" : "string";
}

function literals(values: readonly Json[]): string | undefined {
  const texts = values.map((value) => {
    if (typeof value === "string") return textLiteral(value);
    return value === null || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
  });
  if (texts.includes(undefined)) return undefined;
  const type = [...new Set(texts)].join(" | ");
  return type.length > WIDEST || /[^ -~]|\\/u.test(type) ? undefined : type;
}
