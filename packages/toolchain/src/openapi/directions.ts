import { appendTo } from "../append-to.js";
import type { Kind } from "./grammar.js";
import { componentName, pointerFrom } from "./reference.js";
import { someObject, walkObjects } from "./walk.js";
import { isObject, type Json, type JsonObject, valueAt } from "../json.js";
import { schemaNamed } from "./schema-keywords.js";

/** Which way a value travels. */
export type TravelDirection = "request" | "response";

/** The mark of properties that do not travel one way. */
const MARKS: Readonly<Record<TravelDirection, string>> = { request: "readOnly", response: "writeOnly" };

/**
 * What travels each way: read-only properties are not part of a request, write-only ones not of a response, and where
 * such a one is required, it is so in the other direction only (OpenAPI 3.1, "Schema Object").
 */
export interface Directions {
  /** Whether any property is marked at all. */
  readonly isMarked: boolean;
  /** Names of the second schemas, `JobInput` beside `Job`, of those that requests and responses see differently. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly isHidden: (property: Json, direction: TravelDirection) => boolean;
}

export function directionsOf(document: JsonObject, schemas: JsonObject): Directions {
  if (!someObject(document, "document", isMarked)) {
    return { isMarked: false, inputs: new Map(), isHidden: () => false };
  }
  const isHidden = (property: Json, direction: TravelDirection): boolean => {
    const mark = MARKS[direction];
    const target = schemaNamed(schemas, componentName(property)) ?? placeOf(property, document);
    return isObject(property) && (property[mark] === true || target?.[mark] === true);
  };
  const differing = affected(
    document,
    schemas,
    (property) => isHidden(property, "request") || isHidden(property, "response"),
  );
  const names = [...inRequests(document, schemas)].filter((name) => differing.has(name));
  return { isMarked: true, inputs: new Map(names.map((name) => [name, inputName(name, schemas)])), isHidden };
}

function isMarked({ readOnly, writeOnly }: JsonObject): boolean {
  return readOnly === true || writeOnly === true;
}

/** Schemas from which a property that does not travel both ways can be reached, by references too. */
function affected(document: JsonObject, schemas: JsonObject, isOneWay: (property: Json) => boolean): Set<string> {
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const [name, schema] of Object.entries(schemas))
    walkPlaces(document, schema, "schema", (object) => {
      const target = componentName(object);
      if (target !== undefined) appendTo(users, target, name);
      const { properties } = object;
      if (isObject(properties) && Object.values(properties).some(isOneWay)) pending.push(name);
    });
  return closure(pending, (name) => users.get(name) ?? []);
}

/** Schemas that requests refer to, by references too. What webhooks and callbacks carry comes from the API. */
function inRequests(document: JsonObject, schemas: JsonObject): Set<string> {
  const { webhooks: _webhooks, ...own } = document;
  const roots = new Set<string>();
  walkObjects(own, "document", (object, kind) => {
    if (kind === "requestBody" || kind === "parameter")
      for (const name of used(document, object, kind)) roots.add(name);
    return kind !== "callback" && kind !== "schema";
  });
  return closure(roots, (name) => used(document, schemaNamed(schemas, name) ?? null, "schema"));
}

/** Component schemas that a value refers to, by references into other places too. */
export function used(document: JsonObject, value: Json, kind: Kind): string[] {
  const names: string[] = [];
  walkPlaces(document, value, kind, (object) => {
    names.push(...[componentName(object)].filter((name) => name !== undefined));
  });
  return names;
}

/** Goes through the objects of a value, and of the places that it refers to; component schemas are such by name. */
function walkPlaces(document: JsonObject, value: Json, kind: Kind, visit: (object: JsonObject) => void): void {
  const seen = new Set<Json>();
  const walk = (place: Json, placeKind: Kind): void =>
    walkObjects(place, placeKind, (object, objectKind) => {
      visit(object);
      const target = placeOf(object, document);
      if (target !== undefined && !seen.has(target)) {
        seen.add(target);
        walk(target, objectKind);
      }
      return true;
    });
  walk(value, kind);
}

/** The object that a value refers to, where that is no component schema. */
function placeOf(value: Json, document: JsonObject): JsonObject | undefined {
  const pointer = componentName(value) === undefined ? pointerFrom(value) : undefined;
  const target = pointer === undefined ? undefined : valueAt(document, pointer);
  return isObject(target) ? target : undefined;
}

export function closure(roots: Iterable<string>, next: (name: string) => readonly string[]): Set<string> {
  const found = new Set(roots);
  for (const name of found) for (const other of next(name)) found.add(other);
  return found;
}

function inputName(name: string, schemas: JsonObject): string {
  let input = `${name}Input`;
  while (Object.hasOwn(schemas, input)) input += "_";
  return input;
}
