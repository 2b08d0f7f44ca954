import type { Operation, Origin } from "../contract/contract.js";
import type { Note } from "../contract/note.js";
import type { Location } from "../location.js";

/** Everything the contract says of an operation, and where each part came from. */
export interface Explanation {
  readonly provider: string;
  readonly operation: Pick<Operation, "id" | "name" | "method" | "path">;
  readonly location: Location;
  readonly facts: readonly Fact[];
  /** What only looks like a fact, and defects of what the operation is described by, each with the action for it. */
  readonly doubts: readonly Pick<Note, "kind" | "message" | "location" | "action">[];
}

export interface Fact {
  readonly kind: "name" | "pagination" | "job" | "retry" | "security";
  /** One line: a name, or a declaration as YAML writes it in flow. */
  readonly value: string;
  readonly origin: Origin;
  /** Where it was written, or where the operation stands that it was inferred from. */
  readonly location: Location;
  /** Overlay actions that state the fact as it is, as YAML to paste and edit; absent where the overlay has one already. */
  readonly change?: string;
}
