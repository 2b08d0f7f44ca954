import type ts from "typescript";
import { REFERENCE } from "../../openapi/reference.js";
import { type Json, type JsonObject } from "../../json.js";
import { compiler, nodes } from "./libraries.js";
import { has } from "../../openapi/schema-keywords.js";
import type { Scope } from "./scope.js";

const { factory } = compiler;

/** The type of a schema whose values are lists. */
export function arrayType(schema: JsonObject, scope: Scope): ts.TypeNode {
  const { prefixItems, items } = schema;
  // A draft-4 tuple has its prefix in `items`.
  const prefix = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  const rest = restOf(schema);
  if (prefix.length > 0) return tupleType(prefix, rest, schema, scope);
  return factory.createArrayTypeNode(scope.print(rest, scope));
}

/** A prefix bounds neither end: items may be missing unless `minItems` wants them, and more may follow. */
function tupleType(prefix: readonly Json[], rest: Json, schema: JsonObject, scope: Scope): ts.TypeNode {
  const least = limit(schema["minItems"], 0);
  const most = limit(schema["maxItems"], Infinity);
  const types = prefix.slice(0, most).map((item, index) => {
    const type = scope.print(item, scope);
    return index < least ? type : factory.createOptionalTypeNode(parenthesized(type));
  });
  const isClosed = rest === false || most <= prefix.length;
  const more = factory.createRestTypeNode(
    factory.createArrayTypeNode(isClosed ? nodes.NEVER : scope.print(rest, scope)),
  );
  return factory.createTupleTypeNode(isClosed ? types : [...types, more]);
}

/** The schema of the items that no prefix describes. What a composition or `contains` describes is evaluated by it. */
function restOf(schema: JsonObject): Json {
  const key = Array.isArray(schema["items"]) && !has(schema, "prefixItems") ? "additionalItems" : "items";
  const { [key]: items } = schema;
  if (items !== undefined) return Array.isArray(items) ? true : items;
  const isEvaluatedElsewhere = [REFERENCE, "allOf", "anyOf", "oneOf", "contains", "if"].some((name) =>
    has(schema, name),
  );
  return isEvaluatedElsewhere ? true : (schema["unevaluatedItems"] ?? true);
}

function limit(value: Json | undefined, otherwise: number): number {
  return typeof value === "number" && value >= 0 ? value : otherwise;
}

function parenthesized(type: ts.TypeNode): ts.TypeNode {
  return compiler.isUnionTypeNode(type) || compiler.isIntersectionTypeNode(type)
    ? factory.createParenthesizedType(type)
    : type;
}
