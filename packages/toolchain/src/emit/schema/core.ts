import type ts from "typescript";
import type { JsonObject } from "../../json.js";
import { arrayType } from "./arrays.js";
import { isBytes } from "../../openapi/media-type.js";
import { compiler, nodes } from "./libraries.js";
import { objectType, type Presence } from "./objects.js";
import type { Scope } from "./scope.js";

const { factory } = compiler;

/** What a schema says by itself of values of one type; undefined where they may be any object. */
export function coreType(name: string, schema: JsonObject, presence: Presence, scope: Scope): ts.TypeNode | undefined {
  switch (name) {
    case "null":
      return nodes.NULL;
    case "string":
      return stringType(schema, scope);
    case "boolean":
      return nodes.BOOLEAN;
    case "array":
      return arrayType(schema, scope);
    case "object":
      return objectType(schema, presence, scope);
    default:
      return nodes.NUMBER;
  }
}

/** Text, or what the runtime makes of text: bytes as they are, and a parameter's date, which it sends as ISO 8601. */
function stringType(schema: JsonObject, { place }: Scope): ts.TypeNode {
  const { format } = schema;
  // Kubernetes uses this format for values that can be a string or a number.
  if (format === "int-or-string") return nodes.tsUnion([nodes.STRING, nodes.NUMBER]);
  if (place === "parameter" && format === "date-time") return nodes.tsUnion([nodes.STRING, named("Date")]);
  if (place === "parameter" || place === "text" || !isBytes(schema)) return nodes.STRING;
  if (place === "answer") return named("Blob");
  const more = place === "body" ? [named("ReadableStream", [named("Uint8Array")])] : [];
  return nodes.tsUnion([named("Blob"), named("Uint8Array"), ...more, ...(place === "either" ? [nodes.STRING] : [])]);
}

function named(name: string, types?: ts.TypeNode[]): ts.TypeNode {
  return factory.createTypeReferenceNode(name, types);
}
