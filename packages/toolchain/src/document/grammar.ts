import { formatPointer, isObject, type Json, type JsonObject, setOwn } from "../json.js";

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

/**
 * A copy of a value of a kind in which every object of the specification is what `change` makes of it. Inner objects
 * come first, so `change` sees its members changed already. Literal data, examples and extensions are shared, not copied.
 */
export function mapObjects(value: Json, kind: Kind, change: (met: Met) => Json, pointer = ""): Json {
  // `items` of a draft-4 tuple is a list.
  if (Array.isArray(value) && kind === "schema")
    return value.map((item, index) => mapObjects(item, kind, change, below(pointer, index)));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, member] of Object.entries(value))
    setOwn(copy, key, mapMember(member, fieldOf(kind, key), change, below(pointer, key)));
  return change({ object: copy, kind, pointer });
}

/** Every object of the specification in a value, outer objects first. */
export function* objectsIn(value: Json, kind: Kind, pointer = ""): Generator<Met> {
  if (Array.isArray(value) && kind === "schema") {
    for (const [index, item] of value.entries()) yield* objectsIn(item, kind, below(pointer, index));
    return;
  }
  if (!isObject(value)) return;
  yield { object: value, kind, pointer };
  for (const [key, member] of Object.entries(value)) {
    const field = fieldOf(kind, key);
    const at = below(pointer, key);
    if (field?.as === "one") yield* objectsIn(member, field.holds, at);
    else if (field !== undefined && typeof member === "object" && member !== null)
      for (const [name, item] of Object.entries(member))
        if (!isExtension(field, name)) yield* objectsIn(item, field.holds, below(at, name));
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

function mapMember(member: Json, field: Field | undefined, change: (met: Met) => Json, pointer: string): Json {
  if (field === undefined) return member;
  if (field.as === "one") return mapObjects(member, field.holds, change, pointer);
  if (Array.isArray(member))
    return member.map((item, index) => mapObjects(item, field.holds, change, below(pointer, index)));
  if (!isObject(member)) return member;
  const copy: JsonObject = {};
  for (const [name, item] of Object.entries(member)) {
    const at = below(pointer, name);
    setOwn(copy, name, isExtension(field, name) ? item : mapObjects(item, field.holds, change, at));
  }
  return copy;
}

/** A pointer one step further down. Most keys need no escapes, and every object of a document is asked for its pointer. */
function below(pointer: string, key: string | number): string {
  return typeof key === "number" || !/[~/]/u.test(key) ? `${pointer}/${key}` : pointer + formatPointer([key]);
}

function fieldOf(kind: Kind, key: string): Field | undefined {
  if (kind === "callback") return key.startsWith("x-") || key === "$ref" ? undefined : one("pathItem");
  return FIELDS[kind].get(key);
}

function isExtension(field: Field, name: string): boolean {
  return field.as === "extensibleMap" && name.startsWith("x-");
}
