import { isObject, type Json, type JsonObject, setOwn } from "../json.js";
import { componentName, REFERENCE } from "./reference.js";
import { listOf, schemaNamed, without } from "./schema-keywords.js";

/**
 * Component schemas none of which is made of itself: by a reference, or as a member of its own composition, with no
 * object or list between. Such a schema says no more than it says without that member, and TypeScript refuses its type.
 * A schema that inherits from the union that it is a member of inherits what stands beside that union.
 */
export function breakCycles(schemas: JsonObject): JsonObject {
  const broken: JsonObject = { ...schemas };
  const done = new Set<string>();
  const visit = (name: string, open: readonly string[]): void => {
    const schema = schemaNamed(broken, name);
    if (schema === undefined || done.has(name)) return;
    const path = [...open, name];
    setOwn(
      broken,
      name,
      cut(schema, path, (inner) => visit(inner, path), schemas),
    );
    done.add(name);
  };
  for (const name of Object.keys(schemas)) visit(name, []);
  return broken;
}

/** A schema without the references at its head that lead back to a schema on the way to it. */
function cut(
  schema: JsonObject,
  open: readonly string[],
  visit: (name: string) => void,
  schemas: JsonObject,
): JsonObject {
  const name = componentName(schema);
  if (name !== undefined && open.includes(name)) return without(schema, REFERENCE);
  if (name !== undefined) visit(name);
  let result = schema;
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    if (!Array.isArray(schema[key])) continue;
    const members = listOf(schema[key]).flatMap((member): Json[] => {
      const inner = componentName(member);
      if (inner === undefined || !open.includes(inner))
        return [isObject(member) ? cut(member, open, visit, schemas) : member];
      return key === "allOf" ? [withoutUnions(schemaNamed(schemas, inner) ?? {})] : [];
    });
    result = members.length === 0 ? without(result, key) : { ...result, [key]: members };
  }
  return result;
}

function withoutUnions(schema: JsonObject): JsonObject {
  return without(schema, REFERENCE, "allOf", "anyOf", "oneOf");
}
