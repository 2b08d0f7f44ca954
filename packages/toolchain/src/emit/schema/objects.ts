import type ts from "typescript";
import { REFERENCE } from "../../openapi/reference.js";
import { isObject, type Json, type JsonObject, mapMembers } from "../../json.js";
import { union } from "./algebra.js";
import { addComment } from "./comment.js";
import { keysOf, listedNames } from "./keys.js";
import { compiler, nodes } from "./libraries.js";
import { ANNOTATIONS, has, only, without } from "../../openapi/schema-keywords.js";
import { inside, type Scope } from "./scope.js";

const { factory } = compiler;
const { STRING, UNKNOWN } = nodes;

/** Most types that an index signature names before it says `unknown`. */
const MOST = 8;

/** An object that may have no properties at all. */
const EMPTY = nodes.tsRecord(STRING, nodes.NEVER);

/** What an object has to have, beside what its own schema says. */
export interface Presence {
  readonly required: ReadonlySet<string>;
  /** Names that nothing describes, but that are required, or may be by a condition. */
  readonly undescribed: ReadonlySet<string>;
  /** Whether nothing stands beside what the schema says by itself. */
  readonly isBare: boolean;
  /** Whether other properties are said to be possible where the schema has none of its own. */
  readonly isOpen: boolean;
}

/** The type of a schema whose values are objects; undefined where they may be any. */
export function objectType(schema: JsonObject, presence: Presence, scope: Scope): ts.TypeNode | undefined {
  if (schema["maxProperties"] === 0 || isNothing(schema["propertyNames"])) return EMPTY;
  const { isBare, required, undescribed } = presence;
  const { properties, extras, patterns } = described(schema, scope);
  const more = extras === false ? [] : [...undescribed].filter((name) => !has(properties, name));
  const isOpen = presence.isOpen && extras === undefined && more.length > 0 && Object.keys(properties).length === 0;
  const members = [
    ...Object.entries(properties).map(([name, property]) => propertyOf(name, property, required.has(name), scope)),
    ...more.map((name) => propertyOf(name, undescribedSchema(extras, patterns), required.has(name), scope)),
  ];
  const signatures = indexSignatures(properties, isOpen ? true : extras, patterns, schema["propertyNames"], scope);
  // Each signature by itself: within one literal, TypeScript compares those whose keys overlap.
  const literals = [members, ...signatures.map((one) => [one])].filter((list) => list.length > 0);
  if (literals.length === 0) return isBare && extras === false ? EMPTY : undefined;
  return nodes.tsIntersection(literals.map((list) => factory.createTypeLiteralNode(list)));
}

/** The schema of an undescribed name: the one of undeclared properties, or any value if a pattern can match the name. */
function undescribedSchema(extras: Json | undefined, patterns: Described["patterns"]): Json {
  return isObject(extras) && patterns.length === 0 ? without(extras, ...ANNOTATIONS) : true;
}

/** Whether a schema accepts no value at all. */
export function isNothing(schema: Json | undefined): boolean {
  return schema === false || (isObject(schema) && isAnything(schema["not"]));
}

/** Whether a schema accepts every value. */
export function isAnything(schema: Json | undefined): boolean {
  return schema === true || (isObject(schema) && Object.keys(without(schema, ...ANNOTATIONS)).length === 0);
}

interface Described {
  readonly properties: JsonObject;
  /** The schema of all properties that nothing else describes; undefined where the schema does not speak of them. */
  readonly extras: Json | undefined;
  readonly patterns: readonly (readonly [pattern: string, schema: Json])[];
}

/** The properties of a schema: those it names, and those that a pattern or `propertyNames` leaves no other name for. */
function described(schema: JsonObject, scope: Scope): Described {
  const { properties: given, patternProperties } = schema;
  const { directions, direction } = scope;
  const isVisible = ([, property]: [string, Json]): boolean => !directions.isHidden(property, direction);
  const all: JsonObject = isObject(given) ? given : {};
  const properties = directions.isMarked ? Object.fromEntries(Object.entries(all).filter(isVisible)) : all;
  const patterns = isObject(patternProperties) ? Object.entries(patternProperties) : [];
  const extras = extrasOf(schema);
  if (patterns.length === 0 && !has(schema, "propertyNames")) return { properties, extras, patterns };
  const single = patterns.flatMap(([pattern, value]) =>
    keysOf(pattern).name === undefined ? [] : ([[keysOf(pattern).name ?? "", value]] as const),
  );
  const listed = listedNames(schema["propertyNames"], scope);
  const rest = patterns.filter(([pattern]) => keysOf(pattern).name === undefined);
  const named = mapMembers({ ...Object.fromEntries(single), ...properties }, (property, name) =>
    both(
      property,
      rest.filter(([pattern]) => matches(pattern, name)).map(([, value]) => value),
    ),
  );
  if (listed === undefined) return { properties: named, extras, patterns: rest };
  const value = rest.length > 0 ? true : (extras ?? true);
  const names = extras === false ? [] : listed.map((name): [string, Json] => [name, value]);
  return {
    properties: { ...Object.fromEntries(names), ...named },
    extras: false,
    patterns: extras === false ? rest : [],
  };
}

/** A property that patterns describe too: it is what all of them say. */
function both(property: Json, others: readonly Json[]): Json {
  if (others.length === 0) return property;
  return { ...(isObject(property) ? only(property, ...ANNOTATIONS) : {}), allOf: [property, ...others] };
}

function matches(pattern: string, name: string): boolean {
  const { type, name: single } = keysOf(pattern);
  return type !== undefined && single === undefined && new RegExp(pattern, "u").test(name);
}

/** What a composition describes is evaluated by it, so that beside one the rest is not known. */
function extrasOf(schema: JsonObject): Json | undefined {
  const { additionalProperties: extras, unevaluatedProperties: rest } = schema;
  if (extras !== undefined || rest === undefined) return extras;
  const isComposed = [REFERENCE, "allOf", "anyOf", "oneOf", "if", "dependentSchemas"].some((key) => has(schema, key));
  if (!isComposed) return rest;
  return rest === false ? undefined : true;
}

function propertyOf(name: string, schema: Json, isRequired: boolean, scope: Scope): ts.PropertySignature {
  const isReadOnly = isObject(schema) && Boolean(schema["readOnly"]);
  const property = factory.createPropertySignature(
    isReadOnly ? [factory.createModifier(compiler.SyntaxKind.ReadonlyKeyword)] : [],
    nodes.tsPropertyIndex(name),
    isRequired ? undefined : nodes.QUESTION_TOKEN,
    scope.print(schema, inside(scope)),
  );
  addComment(property, schema);
  return property;
}

/**
 * Signatures of the keys that have no name. TypeScript has one type for all keys of type string, so that of extras
 * includes those of the properties and patterns beside them: otherwise no value has the type.
 */
function indexSignatures(
  properties: JsonObject,
  extras: Json | undefined,
  patterns: Described["patterns"],
  names: Json | undefined,
  scope: Scope,
): ts.IndexSignatureDeclaration[] {
  const keyed = patterns.map(([pattern, schema]) => ({ key: keysOf(pattern).type, schema }));
  const own = keyed.flatMap(({ key, schema }) =>
    key === undefined || key === STRING ? [] : [signature(key, scope.print(schema, scope))],
  );
  const isUnclear = keyed.some(({ key }) => key === undefined);
  const isAll = keyed.some(({ key }) => key === STRING) || (isUnclear && extras === false);
  if (extras === undefined ? !isUnclear && !isAll : extras === false && !isAll) return own;
  const isKnown = extras === undefined ? !isUnclear : !isAnything(extras);
  const schemas = [
    ...(extras === undefined || extras === false ? [] : [extras]),
    ...patterns.map(([, schema]) => schema),
    ...Object.values(properties),
  ].map((schema) => (isObject(schema) ? without(schema, ...ANNOTATIONS) : schema));
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const types = isKnown && distinct.length <= MOST ? distinct.map((schema) => scope.print(schema, scope)) : [UNKNOWN];
  const pattern = isObject(names) && typeof names["pattern"] === "string" ? keysOf(names["pattern"]).type : undefined;
  return [signature(pattern ?? STRING, types.includes(UNKNOWN) ? UNKNOWN : union(types)), ...own];
}

function signature(key: ts.TypeNode, type: ts.TypeNode): ts.IndexSignatureDeclaration {
  const parameter = factory.createParameterDeclaration(
    undefined,
    undefined,
    factory.createIdentifier("key"),
    undefined,
    key,
  );
  return factory.createIndexSignature([], [parameter], type);
}
