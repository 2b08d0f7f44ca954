import type { Operation, Origin } from "../contract/contract.js";
import type { Note } from "../contract/note.js";
import type { Location } from "../location.js";

/** Everything that the contract has for an operation, and the origin of each part. */
export interface Explanation {
  readonly provider: string;
  readonly operation: Pick<Operation, "id" | "name" | "method" | "path">;
  readonly location: Location;
  readonly facts: readonly Fact[];
  /** What was seen of pages and of a job, whether or not it was enough. */
  readonly evidence: readonly ExplainedEvidence[];
  /** Look-alikes and defects of the operation, each with its action. */
  readonly doubts: readonly Pick<Note, "kind" | "message" | "location" | "action">[];
}

/** Signs with their places, and what is missing; where there is no verdict, an overlay action with blanks to fill in. */
export interface ExplainedEvidence {
  readonly kind: "pagination" | "job";
  readonly seen: readonly string[];
  readonly missing: readonly string[];
  readonly skeleton?: string;
}

export interface Fact {
  readonly kind: "name" | "pagination" | "job" | "stream" | "retry" | "security";
  /** One line: a name, or a declaration in YAML's flow style. */
  readonly value: string;
  readonly origin: Origin;
  /** The location of the declaration, or of the operation for an inferred fact. */
  readonly location: Location;
  /**
   * Overlay actions that declare the fact unchanged, as YAML to paste and edit; absent where the overlay already has
   * one.
   */
  readonly change?: string;
}
