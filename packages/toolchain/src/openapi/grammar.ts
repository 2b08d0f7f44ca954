/** What an object of an OpenAPI document is, by the specification's own names; 2.0 and 3.x in one. */
export type Kind =
  | "document"
  | "info"
  | "server"
  | "serverVariable"
  | "tag"
  | "components"
  | "securityScheme"
  | "oauthFlows"
  | "oauthFlow"
  | "securityRequirement"
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
  | "schema"
  | "discriminator";

/** A field holds an object of a kind, a list of such, or a map; a map's keys are free, or may be extensions. */
export type Field = { readonly holds: Kind; readonly as: Container };

type Container = "one" | "list" | "oneOrList" | "map" | "extensibleMap";

/** A field that holds a value, a list of such, or a map. `words` are the only texts that it may be. */
export type ValueField = { readonly holds: Value; readonly as: Container; readonly words?: readonly string[] };

/** What a value is that is no object of the specification; `any` is not null. */
export type Value = "text" | "boolean" | "number" | "any";

/** The shape of a field's value. */
export type Shape = Field | ValueField;

const one = (holds: Kind): Field => ({ holds, as: "one" });
const list = (holds: Kind): Field => ({ holds, as: "list" });
const map = (holds: Kind): Field => ({ holds, as: "map" });
const extensibleMap = (holds: Kind): Field => ({ holds, as: "extensibleMap" });

const texts: Shape = { holds: "text", as: "list" };
const anything: Shape = { holds: "any", as: "list" };
const word = (words: string): Shape => ({ holds: "text", as: "one", words: words.split(" ") });

const same = (names: string, shape: Shape): [string, Shape][] => names.split(" ").map((name) => [name, shape]);
const text = (names: string): [string, Shape][] => same(names, { holds: "text", as: "one" });
const flag = (names: string): [string, Shape][] => same(names, { holds: "boolean", as: "one" });
const number = (names: string): [string, Shape][] => same(names, { holds: "number", as: "one" });

const STYLES = word("matrix label simple form spaceDelimited pipeDelimited deepObject cookie");

const described: [string, Shape][] = [
  ...text("description"),
  ...flag("required deprecated allowEmptyValue explode allowReserved"),
  ["style", STYLES],
  ["schema", one("schema")],
  ["content", map("mediaType")],
  ["examples", map("example")],
];

const encodings: [string, Shape][] = [
  ["encoding", map("encoding")],
  ["itemEncoding", one("encoding")],
  ["prefixEncoding", list("encoding")],
];

const flow: [string, Shape][] = [
  ...text("authorizationUrl tokenUrl refreshUrl deviceAuthorizationUrl"),
  ["scopes", { holds: "any", as: "map" }],
];

const bounds = number(
  "maximum minimum multipleOf maxLength minLength maxItems minItems maxProperties minProperties maxContains minContains",
);

/** Fields whose values are of a shape; what stands in any other is nobody's business. */
const FIELDS: Readonly<Record<Kind, ReadonlyMap<string, Shape>>> = {
  document: new Map([
    ["info", one("info")],
    ["servers", list("server")],
    ["paths", extensibleMap("pathItem")],
    ["webhooks", map("pathItem")],
    ["components", one("components")],
    ["security", list("securityRequirement")],
    ["tags", list("tag")],
    ["definitions", map("schema")],
    ["parameters", map("parameter")],
    ["responses", map("response")],
    ["securityDefinitions", map("securityScheme")],
    ...text("host basePath"),
    ...same("schemes consumes produces", texts),
  ]),
  info: new Map(text("title version summary description termsOfService")),
  server: new Map([...text("url name description"), ["variables", map("serverVariable")]]),
  serverVariable: new Map([...text("default description"), ["enum", texts]]),
  tag: new Map(text("name summary description parent kind")),
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
    ["securitySchemes", map("securityScheme")],
  ]),
  securityScheme: new Map([
    ...text("type name in scheme bearerFormat description openIdConnectUrl"),
    ["in", word("header query cookie")],
    ["flows", one("oauthFlows")],
    // Of 2.0, where a scheme is its own flow.
    ...flow,
  ]),
  oauthFlows: new Map(
    same("implicit password clientCredentials authorizationCode deviceAuthorization", one("oauthFlow")),
  ),
  oauthFlow: new Map(flow),
  // Every key of a requirement names a scheme.
  securityRequirement: new Map(),
  pathItem: new Map([
    ...text("summary description"),
    ["servers", list("server")],
    ["parameters", list("parameter")],
    ["additionalOperations", map("operation")],
    ...same("get put post delete options head patch trace query", one("operation")),
  ]),
  operation: new Map([
    ...text("operationId summary description"),
    ...flag("deprecated"),
    ...same("tags consumes produces schemes", texts),
    ["servers", list("server")],
    ["security", list("securityRequirement")],
    ["parameters", list("parameter")],
    ["requestBody", one("requestBody")],
    ["responses", extensibleMap("response")],
    ["callbacks", map("callback")],
  ]),
  parameter: new Map([
    ...described,
    ...text("name"),
    ["in", word("path query header cookie querystring body formData")],
    // Of 2.0, where a parameter is its own schema.
    ...text("type format collectionFormat"),
    ...bounds,
    ["items", one("schema")],
    ["enum", anything],
  ]),
  requestBody: new Map([...text("description"), ...flag("required"), ["content", map("mediaType")]]),
  response: new Map([
    ...text("summary description"),
    ["schema", one("schema")],
    ["content", map("mediaType")],
    ["headers", map("header")],
    ["links", map("link")],
    ["examples", map("example")],
  ]),
  header: new Map(described),
  mediaType: new Map([
    ["schema", one("schema")],
    ["itemSchema", one("schema")],
    ["examples", map("example")],
    ...encodings,
  ]),
  encoding: new Map([
    ...text("contentType"),
    ...flag("explode allowReserved"),
    ["style", STYLES],
    ["headers", map("header")],
    ...encodings,
  ]),
  // Every key of a callback is an expression that names a path item.
  callback: new Map(),
  link: new Map(),
  example: new Map(),
  schema: new Map([
    ...text("title description format pattern contentEncoding contentMediaType $id $anchor $dynamicRef $dynamicAnchor"),
    ...flag("nullable readOnly writeOnly deprecated uniqueItems"),
    ...bounds,
    ...same("default example const", { holds: "any", as: "one" }),
    ["required", texts],
    ["dependentRequired", { holds: "any", as: "map" }],
    ["enum", anything],
    ["discriminator", one("discriminator")],
    [
      "type",
      { holds: "text", as: "oneOrList", words: "null boolean object array number string integer file".split(" ") },
    ],
    ...same("properties patternProperties dependentSchemas $defs definitions", map("schema")),
    ...same("allOf anyOf oneOf prefixItems", list("schema")),
    ...same("items additionalItems unevaluatedItems contains additionalProperties", one("schema")),
    ...same("unevaluatedProperties propertyNames not if then else contentSchema", one("schema")),
  ]),
  discriminator: new Map([...text("propertyName defaultMapping"), ["mapping", { holds: "text", as: "map" }]]),
};

/** Keys of fields that hold a map, by whatever kind of object has them. */
export const MAP_FIELDS: ReadonlySet<string> = keysAs("map", "extensibleMap");

/** Keys of fields that hold a list, for all kinds of objects. */
export const LIST_FIELDS: ReadonlySet<string> = keysAs("list");

function keysAs(...containers: readonly Container[]): Set<string> {
  return new Set(
    Object.values(FIELDS).flatMap((fields) =>
      [...fields].flatMap(([key, { as }]) => (containers.includes(as) ? [key] : [])),
    ),
  );
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

/** The field of an object of a kind by its key; undefined where it holds a value, or nothing known. */
export function fieldOf(kind: Kind, key: string): Field | undefined {
  const shape = shapeOf(kind, key);
  return shape !== undefined && isField(shape) ? shape : undefined;
}

/** The shape that the value of a field has; undefined where it may have any. */
export function shapeOf(kind: Kind, key: string): Shape | undefined {
  if (kind === "callback") return key.startsWith("x-") || key === "$ref" ? undefined : one("pathItem");
  if (kind === "securityRequirement") return texts;
  return FIELDS[kind].get(key);
}

/** Whether a shape holds objects of the specification. */
export function isField(shape: Shape): shape is Field {
  return shape.holds !== "text" && shape.holds !== "boolean" && shape.holds !== "number" && shape.holds !== "any";
}

/** Whether a key of a map is an extension, and no name. */
export function isExtension(field: Pick<Shape, "as">, name: string): boolean {
  return field.as === "extensibleMap" && name.startsWith("x-");
}
