import type ts from "typescript";
import type { JsonObject, Json } from "../../json.js";
import { compiler, nodes } from "./libraries.js";
import { allowsNull, has, listedValues } from "../../openapi/schema-keywords.js";
import { isOpenEnum } from "./open-enum.js";

const { NULL, tsLiteral, tsUnion } = nodes;
const { factory } = compiler;

/** The type of a schema that lists its values; undefined for any other. Whatever else such a schema says is said of them. */
export function valuesType(schema: JsonObject): ts.TypeNode | undefined {
  const isNullable = allowsNull(schema);
  if (schema["const"] === null) return NULL;
  if (has(schema, "const")) return tsUnion([tsLiteral(schema["const"]), ...(isNullable ? [NULL] : [])]);
  const open = openValues(schema);
  if (open !== undefined) return open;
  const values = listedValues(schema);
  if (values === undefined) return undefined;
  const others = isNullable ? values.filter((value) => value !== null) : values;
  return tsUnion([...others.map(tsLiteral), ...(isNullable ? [NULL] : [])]);
}

/** An open enum: the values that are known, and any other of their type. */
function openValues(schema: JsonObject): ts.TypeNode | undefined {
  const values = isOpenEnum(schema) ? openList(schema) : [];
  const known = values.filter((value) => value !== null);
  const kind = known.every((value) => typeof value === "string")
    ? compiler.SyntaxKind.StringKeyword
    : known.every((value) => typeof value === "number")
      ? compiler.SyntaxKind.NumberKeyword
      : undefined;
  if (kind === undefined || known.length === 0) return undefined;
  // The plain type would swallow the literals: editors would no longer propose them.
  const any = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(kind),
    factory.createTypeLiteralNode([]),
  ]);
  const isNullable = allowsNull(schema) || known.length < values.length;
  return tsUnion([...known.map(tsLiteral), factory.createParenthesizedType(any), ...(isNullable ? [NULL] : [])]);
}

function openList(schema: JsonObject): Json[] {
  const values = has(schema, "enum") ? schema["enum"] : schema["x-extensible-enum"];
  return Array.isArray(values) ? values : [];
}
