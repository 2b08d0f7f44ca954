import { COMPONENTS, isSchemaObject, type Schema, TARGET } from "./case.js";

type Schemas = Readonly<Record<string, Schema>>;

/** Keywords whose schemas are about the same value. */
const SAME_LISTS = ["allOf", "anyOf", "oneOf"];
const SAME = ["then", "else"];
const SAME_MAPS = ["dependentSchemas"];
/** Keywords whose schemas are about a value within. */
const WITHIN = ["items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties"];
const WITHIN_LISTS = ["prefixItems"];
const WITHIN_MAPS = ["properties", "patternProperties", "$defs"];

/** Keywords whose schemas are no promise about a value: a reading that adds to them would change what they mean. */
const TESTS = ["not", "if", "contains", "propertyNames"];

const OF_OBJECTS = [
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedProperties",
];
const OF_ARRAYS = ["items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems"];

/** Keywords that name properties. */
const NAMING = ["properties", "patternProperties", "required", "dependentRequired", "dependentSchemas"];

/** Keywords that references find a schema by, or resolve from. */
const NAMES = ["$id", "$anchor", "$dynamicAnchor", "$defs"];

/** What a reader of OpenAPI adds to JSON Schema. */
export interface Reading {
  /** A schema with keywords of objects or arrays, and without `type`, is about those. */
  readonly implied?: boolean;
  /**
   * An object that names properties has no others, unless it says so: an object literal with one more is a mistake. What
   * is listed here it may have.
   */
  readonly others?: readonly string[];
}

/** JSON Schema 2020-12 that says what OpenAPI's own keywords mean, and what a reading adds. */
export function read(schemas: Schemas, reading: Reading): Record<string, Schema> {
  return mapValues(schemas, (schema) => readSchema(schema, { ...reading, schemas }));
}

/** The same for a schema that stands alone. */
export function readWhole(schema: Schema, schemas: Schemas, reading: Reading): Schema {
  return whole(schema, { ...reading, schemas });
}

interface Context extends Reading {
  readonly schemas: Schemas;
}

function whole(schema: Schema, context: Context): Schema {
  const result = readSchema(schema, context);
  const { others } = context;
  if (others === undefined || !namesProperties(schema, context.schemas, new Set())) return result;
  const properties = Object.fromEntries(others.map((name) => [name, true]));
  return { allOf: [result], properties, unevaluatedProperties: false };
}

function readSchema(schema: Schema, context: Context): Schema {
  if (!isSchemaObject(schema)) return schema;
  const { nullable, discriminator: _discriminator, ...rest } = schema;
  const told = context.implied === true ? withNames(withType(withDiscriminator(schema, rest, context.schemas))) : rest;
  const result = mapKeywords(told, context);
  if (nullable !== true) return result;
  const value = only(result, (key) => !NAMES.includes(key));
  return { ...only(result, (key) => NAMES.includes(key)), anyOf: [value, { type: "null" }] };
}

function mapKeywords(schema: Readonly<Record<string, unknown>>, context: Context): Record<string, unknown> {
  const same = (part: unknown): unknown => (isSchema(part) ? readSchema(part, context) : part);
  const within = (part: unknown): unknown => (isSchema(part) ? whole(part, context) : part);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (TESTS.includes(key) && isSchema(value)) return [key, readSchema(value, { schemas: context.schemas })];
      if (SAME.includes(key)) return [key, same(value)];
      if (WITHIN.includes(key)) return [key, within(value)];
      if (SAME_LISTS.includes(key) && Array.isArray(value)) return [key, value.map(same)];
      if (WITHIN_LISTS.includes(key) && Array.isArray(value)) return [key, value.map(within)];
      if (SAME_MAPS.includes(key) && isSchemaObject(value)) return [key, mapValues(value, same)];
      if (WITHIN_MAPS.includes(key) && isSchemaObject(value)) return [key, mapValues(value, within)];
      return [key, value];
    }),
  );
}

function only(schema: Readonly<Record<string, unknown>>, isKept: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => isKept(key)));
}

function withType(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (["type", "enum", "const"].some((key) => key in schema)) return schema;
  const has = (keys: readonly string[]): boolean => keys.some((key) => key in schema);
  const types = [...(has(OF_OBJECTS) ? ["object"] : []), ...(has(OF_ARRAYS) ? ["array"] : [])];
  return types.length === 0 ? schema : { ...schema, type: types };
}

/** Properties that are required are named. */
function withNames(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = [
    ...textsOf(schema["required"]),
    ...keysOf(schema["dependentSchemas"]),
    ...Object.entries(Object(schema["dependentRequired"])).flatMap(([name, more]) => [name, ...textsOf(more)]),
  ];
  const properties = isSchemaObject(schema["properties"]) ? schema["properties"] : {};
  const missing = names.filter((name) => !Object.hasOwn(properties, name));
  if (missing.length === 0) return schema;
  return { ...schema, properties: { ...properties, ...Object.fromEntries(missing.map((name) => [name, true])) } };
}

/** Members of a union have the values that the discriminator gives them, unless they say their own. */
function withDiscriminator(
  { discriminator }: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, unknown>>,
  schemas: Schemas,
): Readonly<Record<string, unknown>> {
  const { propertyName: property, mapping }: Record<string, unknown> = Object(discriminator);
  if (typeof property !== "string") return schema;
  const told = (member: unknown): unknown => {
    const { $ref: reference }: Record<string, unknown> = Object(member);
    if (typeof reference !== "string") return member;
    const name = reference.slice(COMPONENTS.length);
    const { properties }: Record<string, unknown> = Object(schemas[name]);
    const own: Record<string, unknown> = Object(Object(properties)[property]);
    if ("const" in own || "enum" in own) return member;
    const mapped = Object.entries(Object(mapping)).filter(([, target]) => target === reference || target === name);
    const values = mapped.length > 0 ? mapped.map(([value]) => value) : [name];
    return { allOf: [member, { properties: { [property]: { enum: values } }, required: [property] }] };
  };
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      ["oneOf", "anyOf"].includes(key) && Array.isArray(value) ? value.map(told) : value,
    ]),
  );
}

/** Whether a schema, or another about the same value, names properties. */
function namesProperties(schema: Schema, schemas: Schemas, seen: Set<unknown>): boolean {
  if (!isSchemaObject(schema) || seen.has(schema)) return false;
  seen.add(schema);
  if (NAMING.some((key) => Object.keys(Object(schema[key])).length > 0)) return true;
  const same = [...SAME, "if"].map((key) => schema[key]);
  const lists = SAME_LISTS.flatMap((key): unknown[] => (Array.isArray(schema[key]) ? schema[key] : []));
  const target = schema[TARGET] ?? schema["$ref"];
  const referred = typeof target === "string" ? resolve(target, schemas) : undefined;
  // A reference that this cannot follow may lead to names.
  if (referred === undefined && ["$ref", "$dynamicRef"].some((key) => key in schema)) return true;
  return [...same, ...lists, referred].some((part) => isSchema(part) && namesProperties(part, schemas, seen));
}

function resolve(reference: string, schemas: Schemas): Schema | undefined {
  if (!reference.startsWith(COMPONENTS)) return undefined;
  const found = reference
    .slice(COMPONENTS.length)
    .split("/")
    .reduce<unknown>((current, key) => Object(current)[key.replaceAll("~1", "/").replaceAll("~0", "~")], schemas);
  return isSchema(found) ? found : undefined;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "boolean" || isSchemaObject(value);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function keysOf(value: unknown): string[] {
  return isSchemaObject(value) ? Object.keys(value) : [];
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
