import { createRequire } from "node:module";
import type * as printing from "openapi-typescript";
import type typescript from "typescript";
import type { JsonObject } from "../../json.js";

// Loaded by `require`, and of openapi-typescript only what prints: as ES modules, TypeScript takes three times as long
// to load, and openapi-typescript's entry brings a linter that nothing here uses.
const require = createRequire(import.meta.url);

/** TypeScript's compiler. */
export const compiler: typeof typescript = require("typescript");

/** What printing asks of its context: all but the linter's configuration. */
export type Context = Omit<printing.GlobalContext, "redoc">;

export const transformSchema: (
  schema: JsonObject,
  context: Context,
) => typescript.Node[] = require("openapi-typescript/dist/transform/index.cjs");

/** Syntax as openapi-typescript makes it. */
export const nodes: Pick<
  typeof printing,
  | "astToString"
  | "BOOLEAN"
  | "NEVER"
  | "NULL"
  | "NUMBER"
  | "QUESTION_TOKEN"
  | "STRING"
  | "tsIntersection"
  | "tsLiteral"
  | "tsPropertyIndex"
  | "tsRecord"
  | "tsUnion"
  | "tsWithRequired"
  | "UNKNOWN"
> & {
  readonly addJSDocComment: (schema: JsonObject, node: typescript.Node) => void;
  readonly stringToAST: (source: string) => typescript.Node[];
} = require("openapi-typescript/dist/lib/ts.cjs");

const utilities: Pick<typeof printing, "resolveRef"> = require("openapi-typescript/dist/lib/utils.cjs");

export const { resolveRef } = utilities;
