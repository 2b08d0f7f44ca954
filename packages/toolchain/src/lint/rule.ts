import type { ProposedAction } from "../contract/overlay-action.js";
import type { Location } from "../location.js";
import type { Severity } from "./finding.js";
import type { LintContext } from "./lint-context.js";

/** A rule for one kind of problem. */
export interface LintRule {
  /** Stable, because people use it on the command line. */
  readonly id: string;
  readonly severity: Severity;
  /** The problem in a few words. */
  readonly title: string;
  readonly check: (subject: LintContext) => readonly RuleMatch[];
}

/** A place where a rule found its problem. */
export interface RuleMatch {
  /** The position: a JSON pointer into the repaired document, or another location. */
  readonly at: string | Location;
  readonly message: string;
  /** The repair: actions, or their YAML. */
  readonly repair?: readonly ProposedAction[] | string | undefined;
}
