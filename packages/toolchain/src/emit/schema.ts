import type ts from "typescript";
import { isObject, type JsonObject } from "../json.js";
import type { SchemaModule } from "./print-types.js";
import { ownType } from "./schema/type-overrides.js";
import { astToString, type Context, resolveRef, transformSchema } from "./schema/libraries.js";
import { schemasOf } from "./schema/lookup.js";
import { prepared } from "./schema/prepare.js";
import { withAliases } from "./schema/recursion.js";
import { withNames } from "./schema/rename.js";
import { Placeholders } from "./schema/placeholders.js";

/**
 * The document's types, as openapi-typescript prints them from a copy that has been prepared for it. Its own entry would
 * check and bundle the document once more: references are checked, and inside the document, by now.
 *
 * @param json The document in UTF-8.
 */
export function schemaModule(json: Uint8Array): SchemaModule {
  const { declarations, ...facts } = declared(json);
  // One at a time, so that what is printed is free before the next.
  let text = "";
  for (let next = declarations.shift(); next !== undefined; next = declarations.shift()) text += astToString([next]);
  return { text, ...facts };
}

/** Declarations as syntax. The document, which is larger than they are, is held no longer than they take to make. */
function declared(json: Uint8Array): Omit<SchemaModule, "text"> & { readonly declarations: ts.Node[] } {
  const { document, tokens } = read(json);
  const nodes = transformSchema(document, contextOf(document));
  return {
    declarations: withNames(withAliases(nodes, document), tokens),
    schemas: Object.keys(schemasOf(document)).map((name) => tokens.nameOf(name) ?? name),
    hasWebhooks: isObject(document["webhooks"]) && Object.keys(document["webhooks"]).length > 0,
  };
}

function read(json: Uint8Array): { readonly document: JsonObject; readonly tokens: Placeholders } {
  const text = new TextDecoder().decode(json);
  const tokens = new Placeholders(text);
  return { document: prepared(JSON.parse(text), tokens), tokens };
}

function contextOf(document: JsonObject): Context {
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    // Their knowledge stands in the schemas by now.
    discriminators: { objects: {}, refsHandled: [] },
    // A default makes a property optional to send, and says nothing of what is answered.
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: (schema, options): ts.TypeNode | undefined => ownType(schema, options),
    transformProperty: undefined,
    resolve: (reference) => resolveRef(document, reference, { silent: true }),
  };
}
