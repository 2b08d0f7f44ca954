import type ts from "typescript";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { orNull, union } from "./algebra.js";
import { composition, isComposed, presenceVariants } from "./composition.js";
import { nodes } from "./libraries.js";
import { allowsNull, has, textsIn, without } from "../../openapi/schema-keywords.js";
import { isNothing } from "./objects.js";
import { ALONE, type Around, type Scope } from "./scope.js";
import { valuesType } from "./values.js";

/** The type of a schema: every valid value has it. */
export function typeOf(schema: Json, scope: Scope, around: Around = ALONE): ts.TypeNode {
  if (isNothing(schema)) return isObject(schema) && schema["nullable"] === true ? nodes.NULL : nodes.NEVER;
  if (!isObject(schema)) return nodes.UNKNOWN;
  const values = valuesType(schema);
  if (values !== undefined) return values;
  const { nullable } = schema;
  if (allowsNull(schema) && (isComposed(schema) || nullable === true)) {
    const rest = withoutNull(schema);
    const printed = typeOf(rest, scope, around);
    return printed === nodes.UNKNOWN ? printed : orNull(printed, !has(rest, "oneOf"));
  }
  const variants = presenceVariants(schema);
  if (variants !== undefined)
    return union(variants.map((variant) => typeOf(variant, scope, { ...around, isPart: false })));
  return composition(schema, scope, around);
}

function withoutNull(schema: JsonObject): JsonObject {
  const rest = without(schema, "nullable");
  const types = textsIn(rest["type"]).filter((name) => name !== "null");
  if (!Array.isArray(rest["type"])) return rest;
  return types.length > 0 ? { ...rest, type: types } : without(rest, "type");
}
