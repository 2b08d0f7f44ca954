import type ts from "typescript";
import { assignModelNames, type ModelNames } from "../contract/names/models.js";
import { isObject, type JsonObject } from "../json.js";
import type { SchemaModule } from "./print-types.js";
import { modelDeclarations, modelReference, withModels } from "./schema/declarations.js";
import { type Context, nodes, resolveRef, transformSchema } from "./schema/libraries.js";
import { unmarked } from "./schema/media.js";
import { mergePatch } from "./schema/merge-patch.js";
import { Placeholders } from "./schema/placeholders.js";
import { prepared, type Prepared } from "./schema/prepare.js";
import { withNames } from "./schema/rename.js";
import type { Scope } from "./schema/scope.js";
import { typeOf } from "./schema/type.js";

/**
 * The document's types: its schemas in `models.ts`, all else as openapi-typescript prints them from a copy that has been prepared for it. Its own entry would
 * check and bundle the document once more: references are checked, and inside the document, by now.
 *
 * @param json The document in UTF-8.
 * @param kept Names of models that stand.
 * @param hasMethods Whether a client has methods with these docs. Then `paths` has only the summaries.
 */
export function schemaModule(json: Uint8Array, kept: ModelNames = new Map(), hasMethods = false): SchemaModule {
  const { declarations, models, ...facts } = declared(json, kept, hasMethods);
  const text = printed(declarations, "");
  return { text, models: models.length === 0 ? undefined : printed(models, "\n"), ...facts };
}

/** The text of declarations. One at a time, so that what is printed is free before the next. */
function printed(declarations: ts.Node[], between: string): string {
  const texts: string[] = [];
  for (let next = declarations.shift(); next !== undefined; next = declarations.shift())
    texts.push(nodes.astToString([next]));
  return texts.join(between);
}

interface Declared extends Omit<SchemaModule, "text" | "models"> {
  readonly declarations: ts.Node[];
  readonly models: ts.Node[];
}

/** Declarations as syntax. The document, which is larger than they are, is held no longer than they take to make. */
function declared(json: Uint8Array, kept: ModelNames, hasMethods: boolean): Declared {
  const { frame, schemas, names: groups, directions, places, placeholders } = read(json, hasMethods);
  const names = assignModelNames(groups, kept);
  const common = { schemas, directions, print: typeOf };
  const component = (name: string): ts.TypeNode => modelReference(names.get(name) ?? name);
  const scope: Scope = { ...common, component, helpers: [], place: "field", direction: "response" };
  const declarations = transformSchema(frame, contextOf(frame, scope));
  return {
    declarations: withNames(withModels(declarations, names), placeholders),
    models: withNames(modelDeclarations(common, names, places), placeholders),
    names,
    hasWebhooks: isObject(frame["webhooks"]) && Object.keys(frame["webhooks"]).length > 0,
  };
}

function read(json: Uint8Array, hasMethods: boolean): Prepared & { readonly placeholders: Placeholders } {
  const text = new TextDecoder().decode(json);
  const placeholders = new Placeholders(text);
  return { ...prepared(JSON.parse(text), placeholders, hasMethods), placeholders };
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
