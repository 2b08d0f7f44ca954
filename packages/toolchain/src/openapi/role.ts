import { isObject, type Json } from "../json.js";
import { MAP_FIELDS } from "./grammar.js";

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

const DOCUMENTATION: ReadonlySet<string> = new Set([
  "title",
  "summary",
  "description",
  "example",
  "examples",
  "externalDocs",
  "$comment",
]);

const DATA = new Set(["default", "const", "enum", "required", "security", "type"]);

/** Whether a field of an object is text for people or an example. */
export function isDocumentation(key: string): boolean {
  return DOCUMENTATION.has(key);
}

/** The role of a member, from the role of the value that holds it. */
export function roleOf(parent: Role, key: string, value: Json): Role {
  if (parent === "data" || parent === "documentation") return parent;
  if (parent === "names") return "object";
  if (isDocumentation(key)) return "documentation";
  if (DATA.has(key) || key.startsWith("x-")) return "data";
  return MAP_FIELDS.has(key) && isObject(value) ? "names" : "object";
}
