import type ts from "typescript";
import type { Json, JsonObject } from "../../json.js";
import type { TravelDirection, Directions } from "../../openapi/directions.js";

/**
 * Where a type stands, which decides what bytes and dates are there. Only a whole body may be a stream, an answer's
 * bytes are a Blob; JSON, headers and parameters hold text, and a whole parameter may be given as a Date.
 */
export type Place = "parameter" | "text" | "answer" | "body" | "field" | "either";

/** What printing a schema asks of its surroundings. */
export interface Scope {
  readonly place: Place;
  readonly direction: TravelDirection;
  readonly directions: Directions;
  /** The document's schemas by name. */
  readonly schemas: JsonObject;
  /** The type of a component schema by its name, as the module names it. */
  readonly component: (name: string) => ts.TypeNode;
  /** Declarations of helpers that printed types use. */
  readonly helpers: ts.Node[];
  /** Prints a schema within another one. */
  readonly print: (schema: Json, scope: Scope, around?: Around) => ts.TypeNode;
}

/** What the schemas around one say of its values. */
export interface Around {
  /** Names that are required by a schema around or beside. */
  readonly required: readonly string[];
  /** Names, required or not, that no schema around has said, since not all of its values are objects. */
  readonly unsaid: readonly string[];
  /** Whether the values are known to be objects. */
  readonly isObject: boolean;
  /** Whether this is a member of `allOf`: required names that nothing describes are said by the schema around. */
  readonly isPart: boolean;
}

export const ALONE: Around = { required: [], unsaid: [], isObject: false, isPart: false };

/** The scope of what a property holds, or a member of a union. */
export function inside(scope: Scope): Scope {
  if (scope.place === "parameter") return { ...scope, place: "text" };
  return scope.place === "body" ? { ...scope, place: "field" } : scope;
}
