import { isObject, type Json, type JsonObject, mapMembers } from "../json.js";

/** The schemas that a discriminator names, by name or by reference: in its mapping and as its default (OpenAPI 3.2). */
export function mappedIn({ discriminator }: JsonObject): Json[] {
  if (!isObject(discriminator)) return [];
  const { mapping, defaultMapping } = discriminator;
  return [
    ...(isObject(mapping) ? Object.values(mapping) : []),
    ...(defaultMapping === undefined ? [] : [defaultMapping]),
  ];
}

/** A schema with each name or reference in its discriminator changed. */
export function withMapped(schema: JsonObject, change: (text: Json) => Json): JsonObject {
  const { discriminator } = schema;
  if (!isObject(discriminator)) return schema;
  const changed = mapMembers(discriminator, (value, key) => {
    if (key === "defaultMapping") return change(value);
    return key === "mapping" && isObject(value) ? mapMembers(value, change) : value;
  });
  return changed === discriminator ? schema : { ...schema, discriminator: changed };
}
