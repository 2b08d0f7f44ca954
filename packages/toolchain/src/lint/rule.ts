import type { ProposedAction } from "../contract/overlay-action.js";
import type { Location } from "../location.js";
import type { Severity } from "./finding.js";
import type { Subject } from "./subject.js";

/** One kind of defect. */
export interface LintRule {
  /** Stable: people name it on the command line. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly title: string;
  readonly check: (subject: Subject) => readonly Hit[];
}

/** A place where a rule found its defect. */
export interface Hit {
  /** Where it stands: a JSON pointer into the repaired document, or a place elsewhere. */
  readonly at: string | Location;
  readonly message: string;
  /** The repair: actions, or YAML of such. */
  readonly repair?: readonly ProposedAction[] | string | undefined;
}
