import type ts from "typescript";
import { isObject, type JsonObject } from "../json.js";
import type { SchemaModule } from "./print-types.js";
import { ownType } from "./schema/hooks.js";
import { astToString, type Context, resolveRef, transformSchema } from "./schema/libraries.js";
import { schemasOf } from "./schema/lookup.js";
import { prepared } from "./schema/prepare.js";
import { withAliases } from "./schema/recursion.js";
import { withNames } from "./schema/rename.js";
import { Tokens } from "./schema/tokens.js";

/**
 * The document's types, as openapi-typescript prints them from a copy that has been prepared for it. Its own entry would
 * check and bundle the document once more: references are checked, and inside the document, by now.
 */
export function schemaModule(document: string): SchemaModule {
  const tokens = new Tokens(document);
  const printed = prepared(JSON.parse(document), tokens);
  const nodes = transformSchema(printed, contextOf(printed));
  return {
    text: astToString(withNames(withAliases(nodes, printed), tokens)),
    schemas: Object.keys(schemasOf(printed)).map((name) => tokens.nameOf(name) ?? name),
    hasWebhooks: isObject(printed["webhooks"]) && Object.keys(printed["webhooks"]).length > 0,
  };
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
