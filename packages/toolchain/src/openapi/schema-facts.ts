import { isObject, type Json, type JsonObject } from "../json.js";
import { componentName, REFERENCE } from "./reference.js";
import { allowsNull, has, listedValues, listOf, schemaNamed, textsIn, typeNames } from "./schema-keywords.js";
import type { Directions, TravelDirection } from "./directions.js";

// What is known of a schema's values when its references are followed.

/** What counts of a schema beside itself: `every` of what it is made of holds, and of each union one member. */
interface Parts {
  readonly every: readonly Json[];
  readonly unions: readonly (readonly Json[])[];
}

function partsOf(schema: JsonObject, schemas: JsonObject): Parts {
  const target = schemaNamed(schemas, componentName(schema));
  return { every: [...(target === undefined ? [] : [target]), ...listOf(schema["allOf"])], unions: unionsOf(schema) };
}

function unionsOf({ anyOf, oneOf }: JsonObject): Json[][] {
  return [listOf(anyOf), listOf(oneOf)].filter((members) => members.length > 0);
}

/** Whether the type of a schema is `unknown`. */
function isOfAnyType(schema: Json): boolean {
  if (!isObject(schema)) return schema === true;
  const isTyped = has(schema, "const") || has(schema, REFERENCE) || listedValues(schema) !== undefined;
  if (isTyped || typeNames(schema).length > 0) return false;
  return listOf(schema["allOf"]).every(isOfAnyType) && unionsOf(schema).every((members) => members.some(isOfAnyType));
}

/** Whether something is so of a schema itself, of a part of it, or of members of a union of which null is none. */
function holds(
  schema: Json,
  schemas: JsonObject,
  isSo: (schema: JsonObject) => boolean,
  ofUnions: "every" | "some" = "every",
  seen: readonly Json[] = [],
): boolean {
  if (!isObject(schema) || seen.includes(schema)) return false;
  if (isSo(schema)) return true;
  const { every, unions } = partsOf(schema, schemas);
  const within = (part: Json): boolean => holds(part, schemas, isSo, ofUnions, [...seen, schema]);
  return every.some(within) || unions.some((members) => members.filter((member) => !isNull(member))[ofUnions](within));
}

/** Whether all values are objects, null aside. */
export function isObjectOnly(schema: Json, schemas: JsonObject): boolean {
  return holds(schema, schemas, isOfObjects);
}

/** Whether a property is described wherever it may stand, or by one member of a union at least. */
export function describes(schema: Json, name: string, schemas: JsonObject, ofUnions?: "some"): boolean {
  const isSo = (part: JsonObject): boolean => isObject(part["properties"]) && has(part["properties"], name);
  return holds(schema, schemas, (part) => isSo(part) && isOfObjects(part), ofUnions);
}

function isOfObjects(schema: JsonObject): boolean {
  const names = typeNames(schema).filter((name) => name !== "null");
  return names.length === 1 && names[0] === "object" && listedValues(schema) === undefined;
}

/** Where a value travels, and which way. */
interface Travel {
  readonly schemas: JsonObject;
  readonly directions: Directions;
  readonly direction: TravelDirection;
}

/** Whether a property does not travel that way. */
export function isHidden(schema: Json, name: string, { schemas, directions, direction }: Travel): boolean {
  if (!directions.isMarked) return false;
  return holds(
    schema,
    schemas,
    ({ properties }) =>
      isObject(properties) && has(properties, name) && directions.isHidden(properties[name] ?? null, direction),
    "some",
  );
}

/** Whether null is among the values. */
export function acceptsNull(schema: Json, schemas: JsonObject, seen: readonly Json[] = []): boolean {
  if (!isObject(schema) || seen.includes(schema)) return false;
  if (allowsNull(schema) || isNull(schema) || listOf(schema["enum"]).includes(null)) return true;
  const { every, unions } = partsOf(schema, schemas);
  const within = (part: Json): boolean => acceptsNull(part, schemas, [...seen, schema]);
  return (every.length > 0 && every.every(within)) || unions.some((members) => members.some(within));
}

function isNull(schema: Json): boolean {
  return isObject(schema) && (schema["type"] === "null" || schema["const"] === null);
}

/** Names that a schema requires, and those that members of its `allOf` require without having them. */
export function requiredIn({ required, allOf }: JsonObject): string[] {
  const lifted = listOf(allOf).flatMap((member) => {
    if (!isObject(member)) return [];
    const properties = isObject(member["properties"]) ? member["properties"] : {};
    return requiredIn(member).filter((name) => !has(properties, name));
  });
  return [...textsIn(required), ...lifted];
}

/** Keywords whose schemas may, or may not, hold; and `allOf`, whose members may have such. */
const CONDITIONS = ["if", "then", "else", "dependentRequired", "dependentSchemas", "anyOf", "oneOf", "allOf"];

/**
 * Names of properties that a schema speaks of in conditions alone, by itself and in the members of its `allOf`. A union
 * with a member of any type is such a condition: it has no type.
 */
export function conditionalNames(schema: JsonObject, schemas: JsonObject, seen: readonly Json[] = []): string[] {
  if (!CONDITIONS.some((key) => has(schema, key))) return [];
  const { dependentRequired, dependentSchemas, allOf } = schema;
  const dependent = [dependentRequired, dependentSchemas].filter(isObject);
  const unions = unionsOf(schema).filter((members) => members.some(isOfAnyType));
  const values = [
    ...["if", "then", "else"].map((key) => schema[key] ?? null),
    ...dependent.flatMap(Object.values),
    ...unions.flat(),
  ];
  return [
    ...dependent.flatMap((names) => [...Object.keys(names), ...Object.values(names).flatMap(textsIn)]),
    ...values.flatMap((condition) => namesIn(condition, schemas, seen)),
    ...listOf(allOf).flatMap((member) => (isObject(member) ? conditionalNames(member, schemas, seen) : [])),
  ];
}

/** Names of properties that a schema describes, requires or tells its members by, by what it is made of too. */
function namesIn(schema: Json, schemas: JsonObject, seen: readonly Json[] = []): string[] {
  if (!isObject(schema) || seen.includes(schema)) return [];
  const { every, unions } = partsOf(schema, schemas);
  const { properties, required, discriminator } = schema;
  const told = isObject(discriminator) ? textsIn([discriminator["propertyName"] ?? null]) : [];
  const own = [...(isObject(properties) ? Object.keys(properties) : []), ...textsIn(required), ...told];
  const met = [...seen, schema];
  const inner = [...every, ...unions.flat()].flatMap((part) => namesIn(part, schemas, met));
  return [...own, ...inner, ...conditionalNames(schema, schemas, met)];
}
