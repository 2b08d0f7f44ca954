import type { Location } from "../location.js";

/** The severity of a problem: wrong or missing code, worse code, or information. */
export type Severity = "error" | "warning" | "info";

/** Most severe first. */
export const severities: readonly Severity[] = ["error", "warning", "info"];

/** A problem in a document, and its repair. */
export interface LintFinding {
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: Location;
  /**
   * YAML of the overlay actions that repair it, ready to paste below `actions:`; absent where an overlay cannot repair
   * it. Where signs are not enough (`pagination-signs`, `job-signs`) it has blanks, each in `<…>`, to be filled in first.
   */
  readonly action?: string;
}
