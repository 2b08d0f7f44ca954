import { mapObjects, someObject } from "../../openapi/walk.js";
import { isObject, type Json, type JsonObject, setOwn } from "../../json.js";
import { componentName } from "../../openapi/reference.js";
import { has, listOf, schemaNamed, schemasOf, textsIn, without } from "./lookup.js";

/**
 * A document without discriminators: their knowledge stands in the schemas, as the values that the property has.
 * Values that a schema states itself win. The rest come from the mapping, else are the schemas' names (OpenAPI 3.1,
 * "Discriminator Object"); openapi-typescript would put names over real values.
 */
export function resolveDiscriminators(document: JsonObject): JsonObject {
  if (!someObject(document, "document", (object) => has(object, "discriminator"))) return document;
  const schemas = schemasOf(document);
  const resolved = mapObjects(document, "document", (met) => {
    const { object, kind } = met;
    if (kind !== "schema") return object;
    const name = has(object, "allOf") ? /^\/components\/schemas\/([^/]+)$/u.exec(met.pointer)?.[1] : undefined;
    const inheriting = name === undefined ? object : inheritedValue(object, unescaped(name), schemas);
    return without(withMemberValues(inheriting, schemas), "discriminator");
  });
  return isObject(resolved) ? resolved : document;
}

/** A union whose members that leave the property open have their values. */
function withMemberValues(schema: JsonObject, schemas: JsonObject): JsonObject {
  const found = discriminatorOf(schema);
  if (found === undefined) return schema;
  const union = has(schema, "oneOf") ? "oneOf" : "anyOf";
  const members = listOf(schema[union]);
  if (members.length === 0) return schema;
  return {
    ...schema,
    [union]: members.map((member) => {
      const name = componentName(member);
      if (name === undefined) return member;
      const values = valuesFor(found, name, [name], schemas);
      return values === undefined ? member : { allOf: [member, constraint(found.property, values)] };
    }),
  };
}

/** A schema that inherits from one with a discriminator has its own values of the property, and those of its heirs. */
function inheritedValue(schema: JsonObject, name: string, schemas: JsonObject): JsonObject {
  const parent = ancestorsOf(name, schemas).find(
    (ancestor) => discriminatorOf(schemaNamed(schemas, ancestor)) !== undefined,
  );
  const found = discriminatorOf(schemaNamed(schemas, parent));
  if (found === undefined) return schema;
  const heirs = Object.keys(schemas).filter((heir) => heir === name || ancestorsOf(heir, schemas).includes(name));
  const values = valuesFor(found, name, heirs, schemas);
  return values === undefined
    ? schema
    : { ...schema, allOf: [...listOf(schema["allOf"]), constraint(found.property, values)] };
}

interface Discriminator {
  readonly property: string;
  /** Names of schemas by value. */
  readonly mapping: readonly (readonly [value: string, name: string])[];
}

function discriminatorOf(schema: JsonObject | undefined): Discriminator | undefined {
  const discriminator = schema?.["discriminator"];
  const property = isObject(discriminator) ? discriminator["propertyName"] : undefined;
  if (!isObject(discriminator) || typeof property !== "string") return undefined;
  const mapping = isObject(discriminator["mapping"]) ? Object.entries(discriminator["mapping"]) : [];
  return {
    property,
    mapping: mapping.flatMap(([value, target]) => {
      if (typeof target !== "string") return [];
      return [[value, componentName({ $ref: target }) ?? target] as const];
    }),
  };
}

/** The values to add to a schema: undefined where it states its own already, or nothing is known of the property. */
function valuesFor(
  { property, mapping }: Discriminator,
  name: string,
  heirs: readonly string[],
  schemas: JsonObject,
): Json[] | undefined {
  const declared = propertiesOf(name, property, schemas, new Set());
  if (declared.length === 0 || declared.some((schema) => has(schema, "const"))) return undefined;
  const mapped = mapping.filter(([, target]) => heirs.includes(target)).map(([value]) => value);
  const values = (mapped.length > 0 ? mapped : [...heirs]).map((value) => typed(value, declared));
  const lists = declared.map((schema) => schema["enum"]).filter((list) => Array.isArray(list));
  const allowed = values.filter((value) => lists.every((list) => list.includes(value)));
  const isStated = lists.some((list) => list.every((value) => allowed.includes(value)));
  return allowed.length === 0 || isStated ? undefined : allowed;
}

/** What a schema says of a property, by itself and by what it is composed of. */
function propertiesOf(name: string, property: string, schemas: JsonObject, seen: Set<string>): JsonObject[] {
  const schema = schemaNamed(schemas, name);
  if (schema === undefined || seen.has(name)) return [];
  seen.add(name);
  const own = (part: Json): JsonObject[] => {
    const inner = componentName(part);
    if (inner !== undefined) return propertiesOf(inner, property, schemas, seen);
    if (!isObject(part)) return [];
    const properties = isObject(part["properties"]) ? part["properties"] : {};
    const found = schemaNamed(properties, property);
    const target = schemaNamed(schemas, componentName(found)) ?? found;
    return [...(target === undefined ? [] : [target]), ...listOf(part["allOf"]).flatMap(own)];
  };
  return own(schema);
}

/** Schemas that a schema inherits from by `allOf`, nearest first. */
function ancestorsOf(name: string, schemas: JsonObject): string[] {
  const found: string[] = [];
  const pending = [name];
  for (let next = pending.shift(); next !== undefined; next = pending.shift())
    for (const member of listOf(schemaNamed(schemas, next)?.["allOf"])) {
      const parent = componentName(member);
      if (parent === undefined || parent === name || found.includes(parent)) continue;
      found.push(parent);
      pending.push(parent);
    }
  return found;
}

/** A mapping's keys are text; the property may be a number or a boolean. */
function typed(value: string, declared: readonly JsonObject[]): Json {
  const types = declared.flatMap(({ type }) => (Array.isArray(type) ? textsIn(type) : [type]));
  if (types.includes("boolean") && /^(?:true|false)$/u.test(value)) return value === "true";
  const isNumber = types.includes("integer") || types.includes("number");
  return isNumber && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
}

function constraint(property: string, values: readonly Json[]): JsonObject {
  const properties: JsonObject = {};
  const [single, second] = values;
  setOwn(properties, property, second === undefined ? { const: single ?? null } : { enum: [...values] });
  return { type: "object", properties, required: [property] };
}

function unescaped(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}
