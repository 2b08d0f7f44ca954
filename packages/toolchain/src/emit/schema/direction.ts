import type { Kind } from "../../openapi/grammar.js";
import { componentName } from "../../openapi/reference.js";
import { someObject, walkObjects } from "../../openapi/walk.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { schemaNamed } from "./lookup.js";

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
    const target = schemaNamed(schemas, componentName(property));
    return isObject(property) && (property[mark] === true || target?.[mark] === true);
  };
  const differing = affected(schemas, (property) => isHidden(property, "request") || isHidden(property, "response"));
  const names = [...inRequests(document, schemas)].filter((name) => differing.has(name));
  return { isMarked: true, inputs: new Map(names.map((name) => [name, inputName(name, schemas)])), isHidden };
}

function isMarked({ readOnly, writeOnly }: JsonObject): boolean {
  return readOnly === true || writeOnly === true;
}

/** Schemas from which a property that does not travel both ways can be reached, by references too. */
function affected(schemas: JsonObject, isOneWay: (property: Json) => boolean): Set<string> {
  const users = new Map<string, string[]>();
  const pending: string[] = [];
  for (const [name, schema] of Object.entries(schemas))
    walkObjects(schema, "schema", (object) => {
      const target = componentName(object);
      if (target !== undefined) users.set(target, [...(users.get(target) ?? []), name]);
      const { properties } = object;
      if (isObject(properties) && Object.values(properties).some(isOneWay)) pending.push(name);
      return true;
    });
  return closure(pending, (name) => users.get(name) ?? []);
}

/** Schemas that requests refer to, by references too. What webhooks and callbacks carry comes from the API. */
function inRequests({ webhooks: _webhooks, ...document }: JsonObject, schemas: JsonObject): Set<string> {
  const roots = new Set<string>();
  walkObjects(document, "document", (object, kind) => {
    if (kind === "requestBody" || kind === "parameter") for (const name of used(object, kind)) roots.add(name);
    return kind !== "callback" && kind !== "schema";
  });
  return closure(roots, (name) => used(schemaNamed(schemas, name) ?? null, "schema"));
}

/** Schemas that a value refers to. */
export function used(value: Json, kind: Kind): string[] {
  const names: string[] = [];
  walkObjects(value, kind, (object) => {
    names.push(...[componentName(object)].filter((name) => name !== undefined));
    return true;
  });
  return names;
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
