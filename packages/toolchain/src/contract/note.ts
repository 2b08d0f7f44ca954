import type { DefectCode } from "../document/defects/defect-table.js";
import type { Location } from "../location.js";

/** Something a maintainer should know, though nothing is wrong enough to stop. Notes change no output. */
export interface Note {
  readonly kind:
    | "doubtful" // looks like pagination or a job; not declared, so not generated
    | "fallback" // a derived name was taken, so a longer one stands
    | "renamed" // a declaration changed a name that users import
    | "annotation" // another generator's annotation, or a part of it, is not used
    | "states" // a declaration and the schema's enum differ
    | "ignored" // a part of the document that no client code comes from
    | "hidden" // a schema by whose name the package exports something else
    | "defect"; // a part of the document that is not as OpenAPI has it, and what it is read as
  /** Which defect it is. */
  readonly code?: DefectCode;
  readonly message: string;
  readonly location: Location;
  /** Id of the operation, where the note is about one. */
  readonly operation?: string;
  /** YAML of an overlay action that settles the matter, ready to paste below `actions:`. */
  readonly action?: string;
}
