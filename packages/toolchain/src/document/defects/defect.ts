import type { Location } from "../../location.js";
import type { Json, JsonObject } from "../../json.js";
import type { DefectCode } from "./defect-table.js";

/** A place of a document that is not as OpenAPI has it, and that has a safe reading all the same. */
export interface Defect {
  readonly code: DefectCode;
  /** JSON pointer into the document with its overlay applied. */
  readonly pointer: string;
  readonly location: Location;
  readonly message: string;
  /** What an overlay does to repair it, in order; empty where only its author knows. */
  readonly repair: readonly Repair[];
}

/** A step of a repair at a JSON pointer: what is merged into the value there, or its removal. */
export type Repair =
  | { readonly pointer: string; readonly update: JsonObject | Json[] }
  | { readonly pointer: string; readonly remove: true };

/** What a row of the table needs to know of one defect. Each row reads some of it. */
export interface DefectFacts {
  /** What should stand there. */
  readonly expected?: string;
  /** What stands there. */
  readonly found?: Json | undefined;
  /** What it is read as; undefined where it is left out. */
  readonly reading?: Json | undefined;
  /** Whose place it is: an operation, a parameter, a scheme, a path. */
  readonly name?: string;
  /** Whether it is an item of a list. */
  readonly isItem?: boolean;
}
