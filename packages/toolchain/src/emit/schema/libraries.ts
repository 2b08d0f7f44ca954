import { createRequire } from "node:module";
import type {
  astToString as AstToString,
  GlobalContext,
  resolveRef as ResolveRef,
  transformSchemaObject as TransformSchemaObject,
} from "openapi-typescript";
import type typescript from "typescript";
import type { JsonObject } from "../../json.js";

// Loaded by `require`, and of openapi-typescript only what prints: as ES modules, TypeScript takes three times as long
// to load, and openapi-typescript's entry brings a linter that nothing here uses.
const require = createRequire(import.meta.url);

/** TypeScript's compiler. */
export const compiler: typeof typescript = require("typescript");

/** What printing asks of its context: all but the linter's configuration. */
export type Context = Omit<GlobalContext, "redoc">;

export const transformSchema: (
  schema: JsonObject,
  context: Context,
) => typescript.Node[] = require("openapi-typescript/dist/transform/index.cjs");
const schemaObject: {
  readonly default: typeof TransformSchemaObject;
} = require("openapi-typescript/dist/transform/schema-object.cjs");
const printer: { readonly astToString: typeof AstToString } = require("openapi-typescript/dist/lib/ts.cjs");
const utilities: { readonly resolveRef: typeof ResolveRef } = require("openapi-typescript/dist/lib/utils.cjs");

export const { default: transformSchemaObject } = schemaObject;
export const { astToString } = printer;
export const { resolveRef } = utilities;
