import type { Location } from "../location.js";

/** How much a defect hurts: code that is wrong or missing, code that is worse, or something that is nice to know. */
export type Severity = "error" | "warning" | "info";

/** Most severe first. */
export const severities: readonly Severity[] = ["error", "warning", "info"];

/** A defect of a document, and its repair. */
export interface LintFinding {
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: Location;
  /** YAML of the overlay actions that repair it, ready to paste below `actions:`; absent where the repair is elsewhere. */
  readonly action?: string;
}
