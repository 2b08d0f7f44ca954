import type ts from "typescript";
import type { Operation } from "../contract/contract.js";
import { isObject, type Json, type JsonObject, mapItems, mapMembers } from "../json.js";
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
export function schemaModule(document: JsonObject, operations: readonly Operation[]): SchemaModule {
  const tokens = new Tokens(JSON.stringify(document, asNumber));
  const printed = withNumbers(prepared(document, operations, tokens));
  const given = isObject(printed) ? printed : document;
  const nodes = transformSchema(given, contextOf(given));
  return {
    text: astToString(withNames(withAliases(nodes, given), tokens)),
    schemas: Object.keys(schemasOf(given)).map((name) => tokens.nameOf(name) ?? name),
    hasWebhooks: isObject(given["webhooks"]) && Object.keys(given["webhooks"]).length > 0,
  };
}

/** `schema.ts`, and what is in it. */
export interface SchemaModule {
  readonly text: string;
  /** Names of schemas: the document's, and those that only requests have. */
  readonly schemas: readonly string[];
  /** Whether the API sends anything by itself, callbacks included. */
  readonly hasWebhooks: boolean;
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

/** A value with big integers as numbers: a type has no use for their last digits. Shared where it has none. */
function withNumbers(value: Json): Json {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return mapItems(value, withNumbers);
  return isObject(value) ? mapMembers(value, withNumbers) : value;
}

function asNumber(_key: string, value: Json): Json {
  return typeof value === "bigint" ? Number(value) : value;
}
