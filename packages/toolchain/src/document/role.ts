import { isObject, type Json } from "../json.js";

/**
 * What a value of an OpenAPI document is, which its key alone does not tell: under `properties`, `description` is
 * somebody's property; under `default`, everything is data.
 *
 * - `object`: an object of the specification, whose keys are its fields
 * - `names`: a map, whose keys are free and whose values are objects
 * - `data`: a literal value
 * - `documentation`: text and examples, which nothing on the wire depends on
 */
export type Role = "object" | "names" | "data" | "documentation";

const DOCUMENTATION = new Set(["title", "summary", "description", "example", "examples", "externalDocs", "$comment"]);

const DATA = new Set(["default", "const", "enum", "required", "security", "type"]);

/** Fields that hold a map wherever they hold an object. */
const NAMES = new Set(
  [
    "paths webhooks variables callbacks responses content encoding headers links mapping scopes",
    "schemas parameters requestBodies securitySchemes pathItems mediaTypes definitions securityDefinitions",
    "properties patternProperties dependentSchemas dependentRequired $defs",
  ].flatMap((fields) => fields.split(" ")),
);

/** The role of a member, from the role of the value that holds it. */
export function roleOf(parent: Role, key: string, value: Json): Role {
  if (parent === "data" || parent === "documentation") return parent;
  if (parent === "names") return "object";
  if (DOCUMENTATION.has(key)) return "documentation";
  if (DATA.has(key) || key.startsWith("x-")) return "data";
  return NAMES.has(key) && isObject(value) ? "names" : "object";
}
