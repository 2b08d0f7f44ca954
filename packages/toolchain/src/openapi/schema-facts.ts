import { isObject, type Json, type JsonObject } from "../json.js";
import { componentName, REFERENCE } from "./reference.js";
import { allowsNull, has, listedValues, listOf, schemaNamed, textsIn, typeNames } from "./schema-keywords.js";
import { createObjectMemory } from "../memory.js";
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

/** Returns true if a fact follows for a schema from the schema itself and from the parts for which it is true. */
type Follows = (schema: JsonObject, parts: Parts, isTrue: (part: Json) => boolean) => boolean;

/**
 * Returns true if a fact is true for a schema. Schemas can be recursive, and many paths can lead to one part. So each part
 * is visited once. Then the fact spreads to other parts until nothing changes. A fact that follows only from itself is
 * false.
 *
 * @param known The results for parts. This function adds the results that it finds.
 */
function isTrueOf(schema: Json, schemas: JsonObject, follows: Follows, known = new Map<Json, boolean>()): boolean {
  const reached = new Map<JsonObject, Parts>();
  const waiting = [schema];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (!isObject(part) || known.has(part) || reached.has(part)) continue;
    const parts = partsOf(part, schemas);
    reached.set(part, parts);
    for (const one of [...parts.every, ...parts.unions.flat()]) waiting.push(one);
  }
  const isTrue = (part: Json): boolean => known.get(part) === true;
  // The inner parts come first, because the outer ones depend on them.
  let open = [...reached].toReversed();
  for (let count = Infinity; open.length < count;) {
    count = open.length;
    open = open.filter(([part, parts]) => {
      const follow = follows(part, parts, isTrue);
      if (follow) known.set(part, true);
      return !follow;
    });
  }
  for (const [part] of open) known.set(part, false);
  return isTrue(schema);
}

/** A fact that is true for the schema itself, for a part of it, or for the members of a union except null. */
function ofItOrParts(isSo: (schema: JsonObject) => boolean, ofUnions: "every" | "some" = "every"): Follows {
  return (schema, { every, unions }, isTrue) =>
    isSo(schema) ||
    every.some(isTrue) ||
    unions.some((members) => members.filter((member) => !isNull(member))[ofUnions](isTrue));
}

/** Whether schemas accept only objects, by document. */
const knownObjects = createObjectMemory<Map<Json, boolean>>();

/** Whether all values are objects, null aside. */
export function isObjectOnly(schema: Json, schemas: JsonObject): boolean {
  return isTrueOf(
    schema,
    schemas,
    ofItOrParts(isOfObjects),
    knownObjects(schemas, () => new Map()),
  );
}

/** Whether a property is described wherever it may stand, or by one member of a union at least. */
export function describes(schema: Json, name: string, schemas: JsonObject, ofUnions?: "some"): boolean {
  const isSo = (part: JsonObject): boolean => isObject(part["properties"]) && has(part["properties"], name);
  return isTrueOf(
    schema,
    schemas,
    ofItOrParts((part) => isSo(part) && isOfObjects(part), ofUnions),
  );
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
  const isSo = ({ properties }: JsonObject): boolean =>
    isObject(properties) && has(properties, name) && directions.isHidden(properties[name] ?? null, direction);
  return isTrueOf(schema, schemas, ofItOrParts(isSo, "some"));
}

/** Whether schemas accept null, by document. */
const knownNulls = createObjectMemory<Map<Json, boolean>>();

/** Whether null is among the values. */
export function acceptsNull(schema: Json, schemas: JsonObject): boolean {
  return isTrueOf(
    schema,
    schemas,
    isOfNull,
    knownNulls(schemas, () => new Map()),
  );
}

function isOfNull(schema: JsonObject, { every, unions }: Parts, isTrue: (part: Json) => boolean): boolean {
  if (allowsNull(schema) || isNull(schema) || listOf(schema["enum"]).includes(null)) return true;
  return (every.length > 0 && every.every(isTrue)) || unions.some((members) => members.some(isTrue));
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

/** The maximum number of schemas that are read for the conditional names of one schema. */
const MOST_CONDITIONS = 200;

/**
 * Names of properties that a schema speaks of in conditions alone, by itself and in the members of its `allOf`. A union
 * with a member of any type is such a condition: it has no type.
 */
export function conditionalNames(schema: JsonObject, schemas: JsonObject): string[] {
  const names = new Set<string>();
  addConditional(names, schema, schemas, new Set());
  return [...names];
}

/** @param met The schemas whose names were added. */
function addConditional(names: Set<string>, schema: JsonObject, schemas: JsonObject, met: Set<Json>): void {
  if (!CONDITIONS.some((key) => has(schema, key))) return;
  const { dependentRequired, dependentSchemas, allOf } = schema;
  const dependent = [dependentRequired, dependentSchemas].filter(isObject);
  const unions = unionsOf(schema).filter((members) => members.some(isOfAnyType));
  const values = [
    ...["if", "then", "else"].map((key) => schema[key] ?? null),
    ...dependent.flatMap(Object.values),
    ...unions.flat(),
  ];
  const told = dependent.flatMap((lists) => [...Object.keys(lists), ...Object.values(lists).flatMap(textsIn)]);
  for (const name of told) names.add(name);
  for (const condition of values) addNames(names, condition, schemas, met);
  for (const member of listOf(allOf)) if (isObject(member)) addConditional(names, member, schemas, met);
}

/** Adds the names of properties that a schema describes, requires or tells its members by, by what it is made of too. */
function addNames(names: Set<string>, schema: Json, schemas: JsonObject, met: Set<Json>): void {
  if (!isObject(schema) || met.has(schema) || met.size === MOST_CONDITIONS) return;
  met.add(schema);
  const { every, unions } = partsOf(schema, schemas);
  const { properties, required, discriminator } = schema;
  const told = isObject(discriminator) ? textsIn([discriminator["propertyName"] ?? null]) : [];
  const own = [...(isObject(properties) ? Object.keys(properties) : []), ...textsIn(required), ...told];
  for (const name of own) names.add(name);
  for (const part of [...every, ...unions.flat()]) addNames(names, part, schemas, met);
  addConditional(names, schema, schemas, met);
}
