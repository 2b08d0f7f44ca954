import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { Json, JsonObject } from "../json.js";

const factory = ts.factory;

/**
 * The document's types, as openapi-typescript prints them. It changes the object it is given, so it gets a clone.
 * A date-time parameter also accepts a `Date`, which the runtime sends as ISO 8601.
 */
export async function schemaModule(document: JsonObject): Promise<string> {
  const nodes = await openapiTS(plain(document), {
    silent: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    transform: (schema, { path }) =>
      schema.format === "date-time" && /\/parameters\/(?:query|header|cookie)\//u.test(path ?? "")
        ? factory.createUnionTypeNode([
            factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
            factory.createTypeReferenceNode("Date"),
          ])
        : undefined,
  });
  return astToString(nodes);
}

/** A deep copy in which big integers are numbers: a type has no use for their last digits. */
function plain(document: JsonObject): OpenAPI3 {
  return JSON.parse(
    JSON.stringify(document, (_key, value: Json) => (typeof value === "bigint" ? Number(value) : value)),
  );
}
