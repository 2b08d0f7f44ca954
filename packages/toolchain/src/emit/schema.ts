import type ts from "typescript";
import { isObject, type JsonObject } from "../json.js";
import type { SchemaModule } from "./print-types.js";
import { withSchemas } from "./schema/declarations.js";
import { type Context, nodes, resolveRef, transformSchema } from "./schema/libraries.js";
import { unmarked } from "./schema/media.js";
import { mergePatch } from "./schema/merge-patch.js";
import { Placeholders } from "./schema/placeholders.js";
import { prepared, type Prepared } from "./schema/prepare.js";
import { withNames } from "./schema/rename.js";
import type { Scope } from "./schema/scope.js";
import { typeOf } from "./schema/type.js";

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
  for (let next = declarations.shift(); next !== undefined; next = declarations.shift())
    text += nodes.astToString([next]);
  return { text, ...facts };
}

/** Declarations as syntax. The document, which is larger than they are, is held no longer than they take to make. */
function declared(json: Uint8Array): Omit<SchemaModule, "text"> & { readonly declarations: ts.Node[] } {
  const { frame, schemas, directions, places, placeholders } = read(json);
  const common = { schemas, directions, aliases: new Map<string, string>(), helpers: [], print: typeOf };
  const scope: Scope = { ...common, place: "field", direction: "response" };
  const printed = transformSchema(frame, contextOf(frame, scope));
  return {
    declarations: withNames(withSchemas(printed, scope, places), placeholders),
    schemas: Object.keys(schemas).flatMap((name) => [name, directions.inputs.get(name) ?? []].flat()),
    hasWebhooks: isObject(frame["webhooks"]) && Object.keys(frame["webhooks"]).length > 0,
  };
}

function read(json: Uint8Array): Prepared & { readonly placeholders: Placeholders } {
  const text = new TextDecoder().decode(json);
  const placeholders = new Placeholders(text);
  return { ...prepared(JSON.parse(text), placeholders), placeholders };
}

/** The type of a marked schema; undefined for what openapi-typescript prints by itself. */
function markedType(value: unknown, scope: Scope): ts.TypeNode | undefined {
  const marked = unmarked(value);
  if (marked === undefined) return undefined;
  const type = typeOf(marked.schema, { ...scope, place: marked.place, direction: marked.direction });
  return marked.isPatch ? mergePatch(type, scope.helpers) : type;
}

function contextOf(document: JsonObject, scope: Scope): Context {
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
    injectFooter: scope.helpers,
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: (value): ts.TypeNode | undefined => markedType(value, scope),
    transformProperty: undefined,
    resolve: (reference) => resolveRef(document, reference, { silent: true }),
  };
}
