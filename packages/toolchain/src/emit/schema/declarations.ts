import type ts from "typescript";
import { componentName } from "../../openapi/reference.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { addComment } from "./comment.js";
import { compiler, nodes } from "./libraries.js";
import { has, listOf, schemaNamed } from "./lookup.js";
import type { TravelDirection } from "./direction.js";
import type { Place, Scope } from "./scope.js";

const { factory } = compiler;

/** Printed declarations with the types of the component schemas, and with the helpers that those use. */
export function withSchemas(printed: readonly ts.Node[], scope: Scope, places: ReadonlyMap<string, Place>): ts.Node[] {
  const known = scope.helpers.length;
  const schemas = schemaMembers(scope, places);
  const whole = printed.map((node) => {
    if (schemas.length === 0 || !compiler.isInterfaceDeclaration(node) || node.name.text !== "components") return node;
    const [, ...others] = node.members;
    const member = factory.createPropertySignature([], "schemas", undefined, factory.createTypeLiteralNode(schemas));
    return factory.createInterfaceDeclaration(node.modifiers, node.name, undefined, undefined, [member, ...others]);
  });
  return [...whole, ...scope.helpers.slice(known)];
}

/**
 * The component schemas as members of a type, with those that only requests have. Schemas that contain themselves in a
 * list, a map or a union, with no property between, are type aliases: TypeScript resolves a property's type at once and
 * refuses such a circle; an alias it resolves late, where members of the circle are named directly inside it.
 */
function schemaMembers(scope: Scope, places: ReadonlyMap<string, Place>): ts.PropertySignature[] {
  const { schemas, helpers, print, directions } = scope;
  const circles = circular(schemas);
  const aliases = aliasNames([...circles].flatMap((name) => [name, directions.inputs.get(name) ?? []].flat()));
  const member = (schema: Json, direction: TravelDirection, name: string, place: Place): ts.PropertySignature => {
    const alias = aliases.get(name);
    const type = print(schema, { ...scope, direction, place, aliases: alias === undefined ? scope.aliases : aliases });
    if (alias !== undefined) helpers.push(factory.createTypeAliasDeclaration(undefined, alias, undefined, type));
    const shown = alias === undefined ? type : factory.createTypeReferenceNode(alias);
    const property = factory.createPropertySignature([], nodes.tsPropertyIndex(name), undefined, shown);
    addComment(property, schema);
    return property;
  };
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const input = directions.inputs.get(name);
    const place = places.get(name) ?? "field";
    const own = member(schema, "response", name, place);
    return input === undefined ? [own] : [own, member(schema, "request", input, place)];
  });
}

/** Schemas on a circle of references that no property interrupts. */
function circular(schemas: JsonObject): Set<string> {
  const next = new Map(Object.keys(schemas).map((name) => [name, eager(schemaNamed(schemas, name) ?? null)]));
  const found = new Set<string>();
  for (const name of next.keys()) {
    const reached = new Set(next.get(name));
    for (const other of reached) for (const further of next.get(other) ?? []) reached.add(further);
    if (reached.has(name)) found.add(name);
  }
  return found;
}

/** References of a schema whose types are needed to know its own: all but those in properties. */
function eager(schema: Json): string[] {
  if (!isObject(schema)) return [];
  const name = componentName(schema);
  const extras = has(schema, "properties") ? [] : ["additionalProperties", "unevaluatedProperties"];
  const parts = ["items", "unevaluatedItems", ...extras];
  const members = ["allOf", "anyOf", "oneOf", "prefixItems", "items"].flatMap((key) => listOf(schema[key]));
  const patterns = isObject(schema["patternProperties"]) ? Object.values(schema["patternProperties"]) : [];
  return [
    ...(name === undefined ? [] : [name]),
    ...[...parts.map((key) => schema[key] ?? null), ...members, ...patterns].flatMap(eager),
  ];
}

/** Names that nothing else in the module has. */
function aliasNames(names: Iterable<string>): Map<string, string> {
  const taken = new Set([
    "paths",
    "webhooks",
    "components",
    "operations",
    "$defs",
    "WithRequired",
    "MergePatch",
    "NonNullable",
    "Blob",
    "Date",
    "Record",
    "Uint8Array",
    "ReadableStream",
    "Omit",
    "unknown",
    "string",
    "number",
    "boolean",
    "never",
    "null",
    "undefined",
    "object",
    "any",
    "symbol",
    "bigint",
    "void",
  ]);
  return new Map(
    [...names].map((name) => {
      const plain = name.replaceAll(/[^\p{ID_Continue}$]+/gu, "_");
      let alias = /^[\p{ID_Start}_$]/u.test(plain) ? plain : `_${plain}`;
      while (taken.has(alias)) alias += "_";
      taken.add(alias);
      return [name, alias];
    }),
  );
}
