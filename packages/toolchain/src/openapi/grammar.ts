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
  | "securityScheme"
  | "schema";

/** A field holds an object of a kind, a list of such, or a map; a map's keys are free, or may be extensions. */
export type Field = { readonly holds: Kind; readonly as: "one" | "list" | "map" | "extensibleMap" };

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
    ["securityDefinitions", map("securityScheme")],
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
    ["securitySchemes", map("securityScheme")],
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
  securityScheme: new Map(),
  schema: new Map([
    ...same("properties patternProperties dependentSchemas $defs definitions", map("schema")),
    ...same("allOf anyOf oneOf prefixItems", list("schema")),
    ...same("items additionalItems unevaluatedItems contains additionalProperties", one("schema")),
    ...same("unevaluatedProperties propertyNames not if then else contentSchema", one("schema")),
  ]),
};

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

/** The field of an object of a kind by its key; undefined where it holds a value, or nothing known. */
export function fieldOf(kind: Kind, key: string): Field | undefined {
  if (kind === "callback") return key.startsWith("x-") || key === "$ref" ? undefined : one("pathItem");
  return FIELDS[kind].get(key);
}

/** Whether a key of a map is an extension, and no name. */
export function isExtension(field: Field, name: string): boolean {
  return field.as === "extensibleMap" && name.startsWith("x-");
}
