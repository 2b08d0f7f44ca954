import type ts from "typescript";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { intersection, orNull, RECORD, union } from "./algebra.js";
import { coreType } from "./core.js";
import { membersWithValues } from "../../openapi/inheritance.js";
import { compiler, nodes } from "./libraries.js";
import { componentName, REFERENCE } from "../../openapi/reference.js";
import { ANNOTATIONS, has, listOf, textsIn, typeNames, without } from "../../openapi/schema-keywords.js";
import type { Presence } from "./objects.js";
import {
  acceptsNull,
  conditionalNames,
  describes,
  isHidden,
  isObjectOnly,
  requiredIn,
} from "../../openapi/schema-facts.js";
import { type Around, inside, type Scope } from "./scope.js";

const { factory } = compiler;
const { UNKNOWN } = nodes;

const UNIONS = ["anyOf", "oneOf"];

const SCALARS = new Set(["string", "number", "integer", "boolean"]);

/** What a member of a union says of its own type. */
const TYPED = ["type", "enum", "const", REFERENCE, "allOf", ...UNIONS];

/** What a member of a union may hold that is about presence alone. */
const PRESENCE = new Set(["required", "not", "type", ...ANNOTATIONS]);

/** Longest text of a schema that is written out once for each member. */
const LONGEST = 4000;

const NOTHING: Presence = { required: new Set(), undescribed: new Set(), isBare: true, isOpen: false };

/** Whether a schema is made of others. */
export function isComposed(schema: JsonObject): boolean {
  return has(schema, REFERENCE) || ["allOf", ...UNIONS].some((key) => listOf(schema[key]).length > 0);
}

/**
 * A schema with a union about which properties are present, as schemas each with its own `required`. Where there is
 * nothing to require in, or too much to repeat, the union allows anything: it cannot be said in a type.
 */
export function presenceVariants(schema: JsonObject): JsonObject[] | undefined {
  const key = UNIONS.find((name) => {
    const members = listOf(schema[name]);
    return members.length > 0 && members.every(isAboutPresence);
  });
  if (key === undefined) return undefined;
  const rest = without(schema, key, ...ANNOTATIONS);
  const isOfObjects = typeNames(rest).every((name) => name === "object");
  const members = listOf(schema[key]);
  if (!isOfObjects || JSON.stringify(rest).length > LONGEST) return [{ ...rest, [key]: [...members, true] }];
  return members.map((member) => ({
    ...rest,
    required: [...textsIn(rest["required"]), ...textsIn(isObject(member) ? member["required"] : undefined)],
  }));
}

function isAboutPresence(member: Json): boolean {
  return (
    isObject(member) &&
    (has(member, "required") || has(member, "not")) &&
    (member["type"] === undefined || member["type"] === "object") &&
    Object.keys(member).every((key) => PRESENCE.has(key))
  );
}

/**
 * The type of what a schema says by itself and by its parts, all of which hold (JSON Schema 2020-12, section 10.2): what
 * stands beside a reference or a union among them.
 */
export function composition(schema: JsonObject, scope: Scope, around: Around): ts.TypeNode {
  const { schemas } = scope;
  const names = typeNames(schema);
  const isBare = !isComposed(schema);
  if (isBare && names.length > 0 && !names.includes("object")) return ownType(names, schema, NOTHING, scope) ?? UNKNOWN;
  const own = requiredIn(schema);
  const required = [...new Set([...around.required, ...own])].filter((name) => !isHidden(schema, name, scope));
  const isOfObjects = around.isObject || isObjectOnly(schema, schemas);
  const isSaid = isOfObjects || names.includes("object");
  const unsaid = around.isPart ? around.unsaid : [...around.unsaid, ...own, ...conditionalNames(schema, schemas)];
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const undescribed = (isSaid ? unsaid : []).filter(
    (name) => !has(properties, name) && !describes(schema, name, schemas),
  );
  const isOpen = isBare && isSaid && !around.isPart && !around.isObject;
  const presence = { required: new Set(required), undescribed: new Set(undescribed), isBare, isOpen };
  const unions = UNIONS.map((key) => listOf(schema[key])).filter((members) => members.length > 0);
  const isScalar = names.length === 1 && SCALARS.has(names[0] ?? "");
  const isInherited = isScalar && unions.length === 1 && !has(schema, REFERENCE) && !has(schema, "allOf");
  const inner = { required, unsaid: isSaid ? [] : unsaid, isObject: isOfObjects, isPart: true };
  const parts = listOf(schema["allOf"]).map((member) => scope.print(member, scope, inner));
  if (has(schema, REFERENCE)) parts.unshift(referenceType(schema, required, scope));
  const single = unions.length > 0 ? without(schema, ...UNIONS) : schema;
  const rest = unions.length > 0 ? required.filter((name) => !describes(single, name, schemas)) : [];
  const alternatives = unions.map((members) => {
    const typed = isInherited ? members.map((member) => withType(member, names[0] ?? "")) : members;
    const within = { ...inner, required: rest, isPart: false };
    return union(membersWithValues(schema, typed, schemas).map((member) => scope.print(member, inside(scope), within)));
  });
  const core = isInherited ? undefined : ownType(names, schema, presence, scope);
  const base = intersection([core, intersection(parts)]);
  if (has(schema, "anyOf") || isScalar) return intersection([core, ...parts, ...alternatives]);
  return alternatives.length === 0 ? base : intersection([base, ...alternatives]);
}

/** What a schema says by itself: of values of each of its types, or of objects where all values are known to be such. */
function ownType(
  names: readonly string[],
  schema: JsonObject,
  presence: Presence,
  scope: Scope,
): ts.TypeNode | undefined {
  if (names.length === 0)
    return presence.undescribed.size > 0 ? coreType("object", schema, presence, scope) : undefined;
  return union(names.map((name) => coreType(name, schema, presence, scope) ?? RECORD));
}

/** A member of a union with the type that stands beside the union, where it does not say its own. */
function withType(member: Json, type: string): Json {
  if (!isObject(member)) return member === true ? { type } : member;
  return TYPED.some((key) => has(member, key)) ? member : { ...member, type };
}

function referenceType(schema: JsonObject, required: readonly string[], scope: Scope): ts.TypeNode {
  const { schemas, component, helpers, direction, directions } = scope;
  const given = componentName(schema);
  if (given === undefined || !has(schemas, given)) return UNKNOWN;
  const target = schemas[given] ?? null;
  const type = component((direction === "request" ? directions.inputs.get(given) : undefined) ?? given);
  const known = required.filter((key) => describes(target, key, schemas));
  if (known.length === 0) return type;
  if (!acceptsNull(target, schemas)) return nodes.tsWithRequired(type, known, helpers);
  return orNull(nodes.tsWithRequired(factory.createTypeReferenceNode("NonNullable", [type]), known, helpers));
}
