import { REFERENCE } from "../../openapi/reference.js";
import { isObject, type Json } from "../../json.js";
import { type Role, roleOf } from "../../openapi/role.js";

/**
 * The other files that the references of one file name, as they are written there, without fragments. Only names that
 * end as files do count: an `$id` may look like a path too. Examples and literal data hold no references.
 */
export function outsideFiles(value: Json): string[] {
  return [...new Set(references(value, "object").flatMap(fileOf))];
}

function references(value: Json, role: Role): Json[] {
  if (role === "data" || role === "documentation" || typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => references(item, role));
  const { [REFERENCE]: reference = null, mapping = null, defaultMapping = null } = value;
  return [
    reference,
    defaultMapping,
    // Of a discriminator; its values may be references (OpenAPI 3.1, "Discriminator Object").
    ...(isObject(mapping) ? Object.values(mapping) : []),
    ...Object.entries(value).flatMap(([key, item]) => references(item, roleOf(role, key, item))),
  ];
}

function fileOf(reference: Json): string[] {
  const [file = ""] = typeof reference === "string" ? reference.split("#", 1) : [];
  return /\.(?:json|ya?ml)$/iu.test(file) ? [file] : [];
}
