import { formatPointer, isObject, type Json, type JsonObject, parsePointer } from "../../json.js";
import { REFERENCE } from "../../openapi/reference.js";
import type { DefectFacts, Repair } from "./defect.js";

/** A value of another kind does not merge into what stands there, so that goes first; a list gets new items at its end. */
export function replace(pointer: string, { reading, isItem }: DefectFacts): Repair[] {
  if (reading === undefined) return [{ pointer, remove: true }];
  const key = parsePointer(pointer).at(-1) ?? "";
  return [
    { pointer, remove: true },
    { pointer: parent(pointer, 1), update: isItem === true ? [reading] : { [key]: reading } },
  ];
}

/** A pointer without its last steps. */
export function parent(pointer: string, levels: number): string {
  return formatPointer(parsePointer(pointer).slice(0, -levels));
}

/** What makes a schema allow null in OpenAPI 3.1; nothing where it does already. */
export function allowNull(pointer: string, schema: Json | undefined): Repair[] {
  if (!isObject(schema)) return [];
  const replaced = (key: string, update: JsonObject): Repair[] => [
    { pointer: `${pointer}/${key}`, remove: true },
    { pointer, update },
  ];
  const nothing = { type: "null" };
  const { type } = schema;
  if (typeof type === "string" && type !== "null") return replaced("type", { type: [type, "null"] });
  if (type !== undefined) return [];
  const union = ["anyOf", "oneOf"].find((key) => schema[key] !== undefined);
  if (union !== undefined) return [{ pointer, update: { [union]: [nothing] } }];
  const key = [REFERENCE, "allOf"].find((candidate) => schema[candidate] !== undefined);
  return key === undefined ? [] : replaced(key, { anyOf: [{ [key]: schema[key] ?? null }, nothing] });
}

/** Declares the missing parameters of a path as strings. */
export function declarePath(pointer: string, { found }: DefectFacts): Repair[] {
  const names = Array.isArray(found) ? found : [];
  const parameters = names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
  return [{ pointer, update: { parameters } }];
}
