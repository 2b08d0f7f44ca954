import type { Kind } from "../../openapi/grammar.js";
import { mapObjects, someObject, walkObjects } from "../../openapi/walk.js";
import { isObject, type Json, type JsonObject, setOwn } from "../../json.js";
import { componentName, componentReference } from "../../openapi/reference.js";
import { listOf, schemaNamed, schemasOf, textsIn, without } from "./lookup.js";

/** Which way a value travels, and the mark of properties that do not travel that way. */
type Direction = "request" | "response";

const MARKS: Readonly<Record<Direction, string>> = { request: "readOnly", response: "writeOnly" };

/**
 * A document whose schemas say what travels each way: read-only properties are not part of a request, write-only ones
 * not of a response, and where such a one is required, it is so in the other direction only (OpenAPI 3.1, "Schema Object").
 * A schema that requests and responses see differently gets a second one for requests, `JobInput` beside `Job`.
 * What webhooks and callbacks carry comes from the API, so it is read as responses are.
 */
export function splitDirections(document: JsonObject): JsonObject {
  if (!someObject(document, "document", isMark)) return document;
  const schemas = schemasOf(document);
  const differing = affected(schemas);
  const inputs = new Map(
    [...inRequests(document, schemas)]
      .filter((name) => differing.has(name))
      .map((name) => [name, inputName(name, schemas)]),
  );
  const isTouched = (value: Json, kind: Kind): boolean =>
    someObject(value, kind, (object) => differing.has(componentName(object) ?? "") || isMarked(object, schemas));
  const see = (value: Json, kind: Kind, direction: Direction): Json => {
    if (!isTouched(value, kind)) return value;
    const relieved = mapObjects(value, kind, ({ object, kind: inner }) =>
      inner === "schema" ? relaxed(object, hiddenNames(object, direction, schemas, new Set())) : object,
    );
    return mapObjects(relieved, kind, ({ object, kind: inner }) => {
      if (inner !== "schema") return object;
      const input = direction === "request" ? inputs.get(componentName(object) ?? "") : undefined;
      return input === undefined ? visible(object, direction, schemas) : { ...object, ...componentReference(input) };
    });
  };
  const sides = mapObjects(document, "document", (met) => {
    const { object, kind } = met;
    if (kind === "response" || kind === "header") return see(object, kind, "response");
    if (kind !== "requestBody" && kind !== "parameter") return object;
    const { pointer } = met;
    const isOwn = pointer.startsWith("/paths/") && !pointer.includes("/callbacks/");
    // Whole bodies and parameters at a time: a schema inside has not been looked at yet.
    return see(object, kind, isOwn || pointer.startsWith("/components/") ? "request" : "response");
  });
  if (!isObject(sides) || !isObject(sides["components"])) return isObject(sides) ? sides : document;
  const split: JsonObject = {};
  for (const [name, schema] of Object.entries(schemas)) {
    setOwn(split, name, see(schema, "schema", "response"));
    const input = inputs.get(name);
    if (input !== undefined) setOwn(split, input, see(schema, "schema", "request"));
  }
  return Object.keys(split).length === 0 ? sides : { ...sides, components: { ...sides["components"], schemas: split } };
}

/** Schemas from which a property marked for either direction can be reached, by references too. */
function affected(schemas: JsonObject): Set<string> {
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const [name, schema] of Object.entries(schemas))
    walkObjects(schema, "schema", (object) => {
      const target = componentName(object);
      const known = target === undefined ? undefined : users.get(target);
      if (known !== undefined) known.push(name);
      else if (target !== undefined) users.set(target, [name]);
      if (isMarked(object, schemas)) pending.push(name);
      return true;
    });
  return closure(pending, (name) => users.get(name) ?? []);
}

/** Schemas that requests refer to, by references too. What callbacks carry is no request of the client's. */
function inRequests({ webhooks: _webhooks, ...document }: JsonObject, schemas: JsonObject): Set<string> {
  const roots = new Set<string>();
  walkObjects(document, "document", (object, kind) => {
    if (kind === "requestBody" || kind === "parameter") for (const name of used(object, kind)) roots.add(name);
    return kind !== "callback" && kind !== "schema";
  });
  return closure(roots, (name) => used(schemaNamed(schemas, name) ?? null, "schema"));
}

/** Schemas that a value refers to. */
function used(value: Json, kind: Kind): string[] {
  const names: string[] = [];
  walkObjects(value, kind, (object) => {
    names.push(...[componentName(object)].filter((name) => name !== undefined));
    return true;
  });
  return names;
}

/** Whether a property of a schema does not travel one of the ways. */
function isMarked({ properties }: JsonObject, schemas: JsonObject): boolean {
  return isObject(properties) && Object.values(properties).some((property) => bears(property, isMark, schemas));
}

/** Whether a property, or what it refers to, bears a mark. */
function bears(property: Json, isBorne: (schema: JsonObject) => boolean, schemas: JsonObject): boolean {
  if (!isObject(property)) return false;
  const target = schemaNamed(schemas, componentName(property));
  return isBorne(property) || (target !== undefined && isBorne(target));
}

function closure(roots: Iterable<string>, next: (name: string) => readonly string[]): Set<string> {
  const found = new Set(roots);
  for (const name of found) for (const other of next(name)) found.add(other);
  return found;
}

/** A schema without the properties that do not travel in a direction. */
function visible(schema: JsonObject, direction: Direction, schemas: JsonObject): JsonObject {
  const { properties } = schema;
  const hidden = marked(schema, direction, schemas);
  if (!isObject(properties) || hidden.length === 0) return schema;
  return { ...schema, properties: without(properties, ...hidden) };
}

/** A schema that requires none of some names, in what it is composed of either. */
function relaxed(schema: Json, hidden: ReadonlySet<string>): Json {
  if (!isObject(schema) || hidden.size === 0) return schema;
  const { required } = schema;
  const parts = ["allOf", "anyOf", "oneOf"].filter((key) => Array.isArray(schema[key]));
  return {
    ...schema,
    ...(Array.isArray(required) ? { required: textsIn(required).filter((name) => !hidden.has(name)) } : {}),
    ...Object.fromEntries(parts.map((key) => [key, listOf(schema[key]).map((part) => relaxed(part, hidden))])),
  };
}

/** Names of the properties of a schema and of what it is composed of that do not travel. */
function hiddenNames(schema: Json, direction: Direction, schemas: JsonObject, seen: Set<string>): Set<string> {
  if (!isObject(schema)) return new Set();
  const name = componentName(schema);
  const target = name === undefined || seen.has(name) ? undefined : schemaNamed(schemas, name);
  if (name !== undefined) seen.add(name);
  const parts = [
    ...(target === undefined ? [] : [target]),
    ...["allOf", "anyOf", "oneOf"].flatMap((key) => listOf(schema[key])),
  ];
  return new Set([
    ...marked(schema, direction, schemas),
    ...parts.flatMap((part) => [...hiddenNames(part, direction, schemas, seen)]),
  ]);
}

function isMark({ readOnly, writeOnly }: JsonObject): boolean {
  return readOnly === true || writeOnly === true;
}

function marked({ properties }: JsonObject, direction: Direction, schemas: JsonObject): string[] {
  if (!isObject(properties)) return [];
  const mark = MARKS[direction];
  return Object.entries(properties)
    .filter(([, property]) => bears(property, (schema) => schema[mark] === true, schemas))
    .map(([name]) => name);
}

function inputName(name: string, schemas: JsonObject): string {
  let input = `${name}Input`;
  while (Object.hasOwn(schemas, input)) input += "_";
  return input;
}
