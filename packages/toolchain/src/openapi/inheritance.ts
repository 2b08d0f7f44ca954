import { componentName, componentReference, REFERENCE } from "./reference.js";
import { isObject, type Json, type JsonObject, setOwn } from "../json.js";
import { describes, isObjectOnly } from "./schema-facts.js";
import { ANNOTATIONS, has, listOf, only, schemaNamed, textsIn, without } from "./schema-keywords.js";

// A discriminator's knowledge is printed as the values that its property has. Values that a schema states itself win.
// The rest come from the mapping, else from the schemas' extensions, else are their names (OpenAPI 3.1, "Discriminator
// Object").

/** The extensions that state a schema's value: Azure's, and that of Swagger's code generators. */
const VALUE_EXTENSIONS = ["x-ms-discriminator-value", "x-discriminator-value"];

/** The members of a union, those that leave the discriminator's property open with their values. */
export function membersWithValues(schema: JsonObject, members: readonly Json[], schemas: JsonObject): readonly Json[] {
  const found = discriminatorOf(schema);
  if (found === undefined) return members;
  return members.map((member) => {
    const name = componentName(member);
    const values = name === undefined ? undefined : valuesFor(found, name, [name], schemas);
    return values === undefined ? member : { allOf: [member, constraint(found.property, values)] };
  });
}

/**
 * Component schemas in which what inherits by `allOf` from one with a discriminator has its own values of the property,
 * and those of its heirs. The schema with the discriminator is the union of the mapping, else of its heirs, and they
 * inherit from a second one: `PetBase` beside `Pet`.
 */
export function withInheritance(schemas: JsonObject): JsonObject {
  const entries = Object.entries(schemas);
  if (!entries.some(([name]) => discriminatorOf(schemaNamed(schemas, name)) !== undefined)) return schemas;
  const ancestors = new Map(entries.map(([name]) => [name, ancestorsOf(name, schemas)]));
  const heirsOf = (name: string): string[] =>
    [...ancestors].filter(([, all]) => all.includes(name)).map(([heir]) => heir);
  const unions = new Map(entries.map(([name]) => [name, inheritorsOf(name, heirsOf(name), schemas)]));
  const result: JsonObject = {};
  for (const [name, given] of entries) {
    const parent = ancestors
      .get(name)
      ?.find((ancestor) => discriminatorOf(schemaNamed(schemas, ancestor)) !== undefined);
    const found = discriminatorOf(schemaNamed(schemas, parent));
    const values = found && valuesFor(found, name, [name, ...heirsOf(name)], schemas);
    const parts = isObject(given) ? listOf(given["allOf"]).map((part) => baseOf(part, unions, schemas)) : [];
    const own = found === undefined || values === undefined ? [] : [constraint(found.property, values)];
    const schema = isObject(given) && parts.length > 0 ? { ...given, allOf: [...parts, ...own] } : given;
    const members = unions.get(name) ?? [];
    const isUnion = isObject(schema) && members.length > 0;
    setOwn(result, name, isUnion ? { ...only(schema, ...ANNOTATIONS, "nullable"), oneOf: members } : schema);
    if (isUnion) setOwn(result, baseName(name, schemas), without(schema, "discriminator", "nullable"));
  }
  return result;
}

/** A part of `allOf`, which inherits from the second schema of one that is a union. */
function baseOf(part: Json, unions: ReadonlyMap<string, readonly Json[]>, schemas: JsonObject): Json {
  const name = componentName(part);
  if (name === undefined || !isObject(part) || (unions.get(name) ?? []).length === 0) return part;
  return { ...part, ...componentReference(baseName(name, schemas)) };
}

/** The members of the union that a schema with a discriminator is by inheritance; none where nothing inherits from it. */
function inheritorsOf(name: string, heirs: readonly string[], schemas: JsonObject): Json[] {
  const schema = schemaNamed(schemas, name);
  const found = discriminatorOf(schema);
  if (schema === undefined || found === undefined || has(schema, "oneOf") || has(schema, "anyOf")) return [];
  const mapped = [...new Set(found.mapping.map(([, target]) => target))].filter((target) => has(schemas, target));
  const others = (mapped.length > 0 ? mapped : heirs).filter((target) => target !== name);
  if (others.length === 0) return [];
  const members = others.map((other): Json => {
    const [member = null] = heirs.includes(other)
      ? []
      : membersWithValues(schema, [componentReference(other)], schemas);
    return member ?? componentReference(other);
  });
  // Values that the mapping gives to the schema itself, and those that it leaves out.
  const listed = propertiesOf(name, found.property, schemas, new Set()).flatMap((property) =>
    textsIn(property["enum"]),
  );
  const inMapping = found.mapping.filter(([, target]) => target === name).map(([value]) => value);
  const own = mapped.length > 0 ? inMapping : valueStatedBy(schema);
  const rest = mapped.length === 0 ? [] : listed.filter((value) => found.mapping.every(([known]) => known !== value));
  const values = [...own, ...rest];
  const base = componentReference(baseName(name, schemas));
  if (found.fallback === name) return [...members, base];
  return values.length === 0 ? members : [...members, { allOf: [base, constraint(found.property, values)] }];
}

/** The value that a schema's extension states; none without one. */
function valueStatedBy(schema: JsonObject | undefined): string[] {
  return textsIn(VALUE_EXTENSIONS.map((extension) => schema?.[extension] ?? null)).slice(0, 1);
}

function baseName(name: string, schemas: JsonObject): string {
  let base = `${name}Base`;
  while (has(schemas, base)) base += "_";
  return base;
}

interface Discriminator {
  readonly property: string;
  /** Names of schemas by value. */
  readonly mapping: readonly (readonly [value: string, name: string])[];
  /** The schema for a missing property or an unmapped value (OpenAPI 3.2, `defaultMapping`). */
  readonly fallback: string | undefined;
}

function discriminatorOf(schema: JsonObject | undefined): Discriminator | undefined {
  const discriminator = schema?.["discriminator"];
  const property = isObject(discriminator) ? discriminator["propertyName"] : undefined;
  if (!isObject(discriminator) || typeof property !== "string") return undefined;
  const mapping = isObject(discriminator["mapping"]) ? Object.entries(discriminator["mapping"]) : [];
  const nameOf = (target: Json | undefined): string | undefined =>
    typeof target === "string" ? (componentName({ [REFERENCE]: target }) ?? target) : undefined;
  return {
    property,
    mapping: mapping.flatMap(([value, target]) => {
      const name = nameOf(target);
      return name === undefined ? [] : [[value, name] as const];
    }),
    fallback: nameOf(discriminator["defaultMapping"]),
  };
}

/** The values to add to a schema. Undefined if it has its own values, accepts any value, or cannot have the property. */
function valuesFor(
  { property, mapping, fallback }: Discriminator,
  name: string,
  heirs: readonly string[],
  schemas: JsonObject,
): Json[] | undefined {
  if (fallback !== undefined && heirs.includes(fallback)) return undefined;
  const declared = propertiesOf(name, property, schemas, new Set());
  if (declared.some((schema) => has(schema, "const"))) return undefined;
  if (declared.length === 0 && !canHave(schemas[name] ?? null, property, schemas)) return undefined;
  const mapped = mapping.filter(([, target]) => heirs.includes(target)).map(([value]) => value);
  const named = heirs.map((heir) => valueStatedBy(schemaNamed(schemas, heir))[0] ?? heir);
  const values = (mapped.length > 0 ? mapped : named).map((value) => typed(value, declared));
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

/** Whether all values are objects that may have a property although nothing describes it. */
function canHave(schema: Json, property: string, schemas: JsonObject): boolean {
  if (!isObject(schema) || schema["additionalProperties"] === false) return false;
  return isObjectOnly(schema, schemas) && !describes(schema, property, schemas, "some");
}
