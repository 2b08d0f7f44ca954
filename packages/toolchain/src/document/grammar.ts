import { isObject, type Json, type JsonObject, mapItems, mapMembers, pointerBelow } from "../json.js";

/** What an object of an OpenAPI document is, by the specification's own names; 2.0 and 3.x in one. */
export type Kind =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "response"
  | "header"
  | "mediaType"
  | "encoding"
  | "callback"
  | "link"
  | "example"
  | "schema";

/** A field holds an object of a kind, a list of such, or a map; a map's keys are free, or may be extensions. */
type Field = { readonly holds: Kind; readonly as: "one" | "list" | "map" | "extensibleMap" };

const one = (holds: Kind): Field => ({ holds, as: "one" });
const list = (holds: Kind): Field => ({ holds, as: "list" });
const map = (holds: Kind): Field => ({ holds, as: "map" });
const extensibleMap = (holds: Kind): Field => ({ holds, as: "extensibleMap" });

const same = (names: string, field: Field): [string, Field][] => names.split(" ").map((name) => [name, field]);

const shared = [
  ["schema", one("schema")],
  ["content", map("mediaType")],
  ["examples", map("example")],
] as const;

/** Fields that hold objects; everything else in an object is a value. */
const FIELDS: Readonly<Record<Kind, ReadonlyMap<string, Field>>> = {
  document: new Map([
    ["paths", extensibleMap("pathItem")],
    ["webhooks", map("pathItem")],
    ["components", one("components")],
    ["definitions", map("schema")],
    ["parameters", map("parameter")],
    ["responses", map("response")],
  ]),
  components: new Map([
    ["schemas", map("schema")],
    ["responses", map("response")],
    ["parameters", map("parameter")],
    ["requestBodies", map("requestBody")],
    ["headers", map("header")],
    ["callbacks", map("callback")],
    ["links", map("link")],
    ["examples", map("example")],
    ["pathItems", map("pathItem")],
    ["mediaTypes", map("mediaType")],
  ]),
  pathItem: new Map([
    ["parameters", list("parameter")],
    ["additionalOperations", map("operation")],
    ...same("get put post delete options head patch trace query", one("operation")),
  ]),
  operation: new Map([
    ["parameters", list("parameter")],
    ["requestBody", one("requestBody")],
    ["responses", extensibleMap("response")],
    ["callbacks", map("callback")],
  ]),
  parameter: new Map(shared),
  requestBody: new Map([["content", map("mediaType")]]),
  response: new Map([...shared, ["headers", map("header")], ["links", map("link")]]),
  header: new Map(shared),
  mediaType: new Map([
    ["schema", one("schema")],
    ["itemSchema", one("schema")],
    ["encoding", map("encoding")],
    ["itemEncoding", one("encoding")],
    ["prefixEncoding", list("encoding")],
    ["examples", map("example")],
  ]),
  encoding: new Map([
    ["headers", map("header")],
    ["encoding", map("encoding")],
    ["itemEncoding", one("encoding")],
    ["prefixEncoding", list("encoding")],
  ]),
  // Every key of a callback is an expression that names a path item.
  callback: new Map(),
  link: new Map(),
  example: new Map(),
  schema: new Map([
    ...same("properties patternProperties dependentSchemas $defs definitions", map("schema")),
    ...same("allOf anyOf oneOf prefixItems", list("schema")),
    ...same("items additionalItems unevaluatedItems contains additionalProperties", one("schema")),
    ...same("unevaluatedProperties propertyNames not if then else contentSchema", one("schema")),
  ]),
};

/** An object met on a walk, and where it stands. */
export interface Met {
  readonly object: JsonObject;
  readonly kind: Kind;
  readonly pointer: string;
}

/** The way to a member; written out as a pointer only where somebody asks for that. */
interface Way {
  readonly from: Way | string;
  readonly key: string | number;
}

function pointerOf(way: Way | string): string {
  return typeof way === "string" ? way : pointerBelow(pointerOf(way.from), way.key);
}

class MetOnTheWay implements Met {
  readonly object: JsonObject;
  readonly kind: Kind;
  readonly #way: Way | string;

  constructor(object: JsonObject, kind: Kind, way: Way | string) {
    this.object = object;
    this.kind = kind;
    this.#way = way;
  }

  get pointer(): string {
    return pointerOf(this.#way);
  }
}

/**
 * A value of a kind in which every object of the specification is what `change` makes of it. Inner objects come first,
 * so `change` sees its members changed already. What nothing was changed in is shared with the given value, which
 * stays as it was: `change` returns new objects.
 */
export function mapObjects(value: Json, kind: Kind, change: (met: Met) => Json, pointer = ""): Json {
  return mapped(value, kind, change, pointer);
}

function mapped(value: Json, kind: Kind, change: (met: Met) => Json, way: Way | string): Json {
  // `items` of a draft-4 tuple is a list.
  if (Array.isArray(value))
    return kind === "schema" ? mapItems(value, (item, key) => mapped(item, kind, change, { from: way, key })) : value;
  if (!isObject(value)) return value;
  const result = mapMembers(value, (member, key) => {
    if (typeof member !== "object" || member === null) return member;
    const field = fieldOf(kind, key);
    return field === undefined ? member : mappedField(member, field, change, { from: way, key });
  });
  return change(new MetOnTheWay(result, kind, way));
}

function mappedField(member: Json, field: Field, change: (met: Met) => Json, way: Way): Json {
  if (field.as === "one") return mapped(member, field.holds, change, way);
  const each = (item: Json, key: string | number): Json => mapped(item, field.holds, change, { from: way, key });
  if (Array.isArray(member)) return mapItems(member, each);
  if (!isObject(member)) return member;
  return mapMembers(member, (item, name) => (isExtension(field, name) ? item : each(item, name)));
}

/** Every object of the specification in a value, outer objects first. */
export function objectsIn(value: Json, kind: Kind, pointer = ""): Met[] {
  const found: Met[] = [];
  collect(value, kind, pointer, found);
  return found;
}

function collect(value: Json, kind: Kind, way: Way | string, found: Met[]): void {
  if (Array.isArray(value)) {
    if (kind === "schema") for (const [key, item] of value.entries()) collect(item, kind, { from: way, key }, found);
    return;
  }
  if (!isObject(value)) return;
  found.push(new MetOnTheWay(value, kind, way));
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (typeof member !== "object" || member === null) continue;
    const field = fieldOf(kind, key);
    if (field === undefined) continue;
    const at = { from: way, key };
    if (field.as === "one") collect(member, field.holds, at, found);
    else
      for (const [name, item] of Object.entries(member))
        if (!isExtension(field, name)) collect(item, field.holds, { from: at, key: name }, found);
  }
}

/** The kind of the object at a place below one of a kind; undefined where a value stands, or nothing known. */
export function kindAt(kind: Kind, tokens: readonly string[]): Kind | undefined {
  let current: Kind | undefined = kind;
  for (let index = 0; index < tokens.length && current !== undefined; index += 1) {
    const field: Field | undefined = fieldOf(current, tokens[index] ?? "");
    if (field !== undefined && field.as !== "one") index += 1;
    current = index < tokens.length ? field?.holds : undefined;
  }
  return current;
}

function fieldOf(kind: Kind, key: string): Field | undefined {
  if (kind === "callback") return key.startsWith("x-") || key === "$ref" ? undefined : one("pathItem");
  return FIELDS[kind].get(key);
}

function isExtension(field: Field, name: string): boolean {
  return field.as === "extensibleMap" && name.startsWith("x-");
}
