import { formatPointer, isObject, type Json, type JsonObject, setOwn } from "../json.js";
import { pointerOf, REFERENCE, referenceText } from "../openapi/reference.js";
import { type Role, roleOf } from "../openapi/role.js";

/** A new name for a component of one section (`schemas`, `responses`, …), or for an operation. */
export type TextChange =
  | { readonly kind: "component"; readonly section: string; readonly from: string; readonly to: string }
  | { readonly kind: "operationId"; readonly from: string; readonly to: string };

/** A copy of a document in which a thing and all that refers to it carry the new name. Literal data is left alone. */
export function rewrite(root: JsonObject, change: TextChange): JsonObject {
  const copy = rewriteObject(root, "object", "", change);
  const components = copy["components"];
  if (change.kind === "operationId" || !isObject(components)) return copy;
  const section = components[change.section];
  if (isObject(section)) components[change.section] = renameKey(section, change);
  return copy;
}

function rewriteObject(object: JsonObject, role: Role, name: string, change: TextChange): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(object)) setOwn(copy, key, rewriteMember(value, key, role, name, change));
  return copy;
}

function rewriteMember(value: Json, key: string, parent: Role, parentName: string, change: TextChange): Json {
  if (typeof value === "string" && parent !== "data") return rewriteText(value, key, parent, parentName, change);
  if (parent === "object" && key === "security") return rewriteSecurity(value, change);
  const role = roleOf(parent, key, value);
  if (role === "data" || role === "documentation") return value;
  if (Array.isArray(value)) return value.map((item) => rewriteMember(item, key, "names", parentName, change));
  return isObject(value) ? rewriteObject(value, role, key, change) : value;
}

function rewriteText(text: string, key: string, role: Role, map: string, change: TextChange): string {
  if (change.kind === "operationId")
    return role === "object" && key === "operationId" && text === change.from ? change.to : text;
  if (role === "object" && key === REFERENCE) return rewriteReference(text, change);
  if (key === "defaultMapping" ? role === "object" : role === "names" && map === "mapping")
    return text === change.from ? change.to : rewriteReference(text, change);
  return text;
}

function rewriteReference(reference: string, change: Extract<TextChange, { kind: "component" }>): string {
  const pointer = pointerOf(reference);
  const from = formatPointer(["components", change.section, change.from]);
  if (pointer !== from && pointer?.startsWith(`${from}/`) !== true) return reference;
  return referenceText(formatPointer(["components", change.section, change.to]) + pointer.slice(from.length));
}

function rewriteSecurity(security: Json, change: TextChange): Json {
  if (change.kind !== "component" || change.section !== "securitySchemes" || !Array.isArray(security)) return security;
  return security.map((requirement) => (isObject(requirement) ? renameKey(requirement, change) : requirement));
}

function renameKey(object: JsonObject, { from, to }: TextChange): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(object)) setOwn(copy, key === from ? to : key, value);
  return copy;
}
