import { someObject, walkObjects } from "../../openapi/walk.js";
import type { JsonObject } from "../../json.js";
import { isBytes } from "../../openapi/media-type.js";
import { closure, used } from "../../openapi/directions.js";
import { unmarked } from "./media.js";
import type { Place } from "./scope.js";

/**
 * Where component schemas stand that lead to bytes: JSON and parameters hold them as text, and what other content holds
 * too has either.
 */
export function placesOf(frame: JsonObject, schemas: JsonObject): ReadonlyMap<string, Place> {
  if (!Object.values(schemas).some((schema) => someObject(schema, "schema", isBytes))) return new Map();
  const roots = { text: new Set<string>(), raw: new Set<string>() };
  walkObjects(frame, "document", ({ schema }, kind) => {
    const mark = unmarked(schema);
    const names = mark === undefined ? [] : used(frame, mark.schema, "schema");
    for (const name of names)
      (mark?.place === "text" || mark?.place === "parameter" ? roots.text : roots.raw).add(name);
    return kind !== "schema";
  });
  const next = (name: string): string[] => used(frame, schemas[name] ?? null, "schema");
  const raw = closure(roots.raw, next);
  return new Map([...closure(roots.text, next)].map((name) => [name, raw.has(name) ? "either" : "text"]));
}
