import { appendTo } from "../append-to.js";
import type { SourceDocument } from "./document.js";
import { isObject, type Json, type JsonObject, parsePointer } from "../json.js";
import { type Located, member, members, membersAt } from "./located.js";
import { createObjectMemory } from "../memory.js";
import { besideReference, referenceOf } from "./reference.js";
import { followSchema } from "./references.js";

/**
 * What a schema says of one value: every schema that may describe it, references followed and `allOf`, `anyOf` and
 * `oneOf` flattened. Empty where no such value can be.
 */
export type SchemaField = readonly Located[];

/** What was read of a schema the last time: the same schema is asked for again and again. */
interface ReadField {
  readonly root: JsonObject;
  readonly pointer: string;
  readonly field: SchemaField;
}

const readFields = new WeakMap<object, ReadField>();
const readProperties = createObjectMemory<ReadonlyMap<string, SchemaField>>();
const readTypes = createObjectMemory<ReadonlySet<string>>();

/** The field that a schema as a whole describes. */
export function schemaFieldOf(document: SourceDocument, schema: Located<Json>): SchemaField {
  const { value, pointer } = schema;
  if (typeof value !== "object" || value === null) return flatten(document, schema, new Set());
  const known = readFields.get(value);
  if (known !== undefined && known.root === document.value && known.pointer === pointer) return known.field;
  const field = flatten(document, schema, new Set());
  readFields.set(value, { root: document.value, pointer, field });
  return field;
}

/** The field at a JSON pointer below another; undefined where the schema has no place for it. */
export function schemaFieldAt(document: SourceDocument, field: SchemaField, pointer: string): SchemaField | undefined {
  let current: SchemaField = field;
  for (const token of parsePointer(pointer)) {
    current = step(document, current, token);
    if (current.length === 0) return undefined;
  }
  return current;
}

/** The properties that a field declares, each once, in document order. */
export function propertiesOf(document: SourceDocument, field: SchemaField): ReadonlyMap<string, SchemaField> {
  return readProperties(field, () => {
    const found = new Map<string, Located[]>();
    for (const schema of field)
      for (const [name, at] of membersAt(schema, "properties"))
        for (const part of schemaFieldOf(document, at)) appendTo(found, name, part);
    return found;
  });
}

/** The schemas of one property as they stand, references not followed. */
export function propertyPlaces(field: SchemaField, name: string): Located<Json>[] {
  return field.flatMap((schema) => {
    const properties = member(schema, "properties");
    return (properties && member(properties, name)) ?? [];
  });
}

/** The JSON types that a field may have, `null` left out; empty where the schema does not say. */
export function typesOf(field: SchemaField): ReadonlySet<string> {
  return readTypes(field, typesIn);
}

function typesIn(field: SchemaField): Set<string> {
  const types = field.flatMap((schema) => {
    const type = member(schema, "type")?.value;
    const values = [...membersAt(schema, "enum").map(([, at]) => at.value), member(schema, "const")?.value];
    if (type === undefined) return values.filter((value) => value !== undefined && value !== null).map(typeOf);
    return Array.isArray(type)
      ? type.filter((name) => typeof name === "string")
      : typeof type === "string"
        ? [type]
        : [];
  });
  return new Set(types.filter((type) => type !== "null"));
}

/** Whether a field is an array, as far as the schema says: one that says nothing may be anything. */
export function mayBeArray(field: SchemaField): boolean {
  const types = typesOf(field);
  return types.has("array") || (types.size === 0 && !field.some((schema) => Object.hasOwn(schema.value, "properties")));
}

/** The values that a field's enum or const lists, `null` left out; undefined where any of its schemas is open. */
export function valuesOf(field: SchemaField): Json[] | undefined {
  const lists = field
    .filter((schema) => member(schema, "type")?.value !== "null")
    .map((schema) => {
      const constant = member(schema, "const");
      if (constant !== undefined) return [constant.value];
      const values = member(schema, "enum");
      return values === undefined ? undefined : members(values).map(([, at]) => at.value);
    });
  if (lists.length === 0 || lists.includes(undefined)) return undefined;
  return [...new Set(lists.flatMap((list) => list ?? []))].filter((value) => value !== null);
}

function step(document: SourceDocument, field: SchemaField, token: string): SchemaField {
  const children = (key: string): SchemaField =>
    field.flatMap((schema) => {
      const at = member(schema, key);
      return at === undefined || at.value === false ? [] : schemaFieldOf(document, at);
    });
  const named = propertiesOf(document, field).get(token);
  if (named !== undefined) return named;
  if (/^(0|[1-9]\d*)$/.test(token) && typesOf(field).has("array")) return children("items");
  const extra = children("additionalProperties");
  // `additionalProperties: true` beside named properties allows any field and names none: a misspelt pointer must not pass.
  if (field.some((schema) => Object.hasOwn(schema.value, "properties")))
    return extra.filter((schema) => !isEmpty(schema));
  const isClosed = field.some((schema) => schema.value["additionalProperties"] === false);
  if (extra.length > 0 || isClosed) return extra;
  const types = typesOf(field);
  return types.size === 0 || types.has("object") ? [{ value: {}, pointer: field[0]?.pointer ?? "" }] : [];
}

function flatten(document: SourceDocument, schema: Located<Json>, seen: Set<string>): Located[] {
  if (isObject(schema.value) && referenceOf(schema.value) !== undefined) {
    // From OpenAPI 3.1 on, what stands beside a reference counts too.
    const beside = { value: besideReference(schema.value), pointer: schema.pointer };
    const isNothing = isEmpty(beside) && !compositions.some((key) => Object.hasOwn(beside.value, key));
    if (!isNothing && seen.has(schema.pointer)) return [];
    const own = isNothing ? [] : flatten(document, beside, seen);
    return [...own, ...flatten(document, followSchema(document, schema), seen)];
  }
  const { value, pointer } = schema;
  // Each schema counts once: compositions may share members, even themselves.
  if (seen.has(pointer)) return [];
  seen.add(pointer);
  if (!isObject(value)) return value === false ? [] : [{ value: {}, pointer }];
  const parts = compositions.flatMap((keyword) =>
    membersAt({ value, pointer }, keyword).flatMap(([, part]) => flatten(document, part, seen)),
  );
  // A schema that only composes others, or holds a reference with annotations beside it, says nothing of its own.
  const own = { value, pointer };
  return parts.length > 0 && isEmpty(own) ? parts : [own, ...parts];
}

/** Whether a schema constrains nothing by itself: it has annotations and compositions only. */
function isEmpty({ value }: Located): boolean {
  return Object.keys(value).every((key) => annotations.has(key) || key.startsWith("x-"));
}

function typeOf(value: Json | undefined): string {
  if (typeof value === "number" || typeof value === "bigint") return "integer";
  return typeof value === "string" || typeof value === "boolean"
    ? typeof value
    : Array.isArray(value)
      ? "array"
      : "object";
}

const compositions = ["allOf", "anyOf", "oneOf"];
const annotations = new Set(
  (
    "allOf anyOf oneOf title description default deprecated readOnly writeOnly example examples nullable externalDocs " +
    "$comment discriminator xml"
  ).split(" "),
);
