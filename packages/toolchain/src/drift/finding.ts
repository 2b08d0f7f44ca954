import type { Change } from "./change.js";
import type { Judgement, Level } from "./rules/rule.js";

/** A change, judged: what a report shows. */
export interface DriftFinding {
  /** The rule's id, such as `request-property-became-required`. */
  readonly rule: string;
  /** The worse of the two axes. */
  readonly level: Exclude<Level, "none">;
  readonly judgement: Judgement;
  /** A sentence without its subject, such as `became required`. */
  readonly message: string;
  readonly change: Change;
  /** Names of the generated methods that it touches, such as `agents.jobs.list`. */
  readonly methods: readonly string[];
  /** Stable for as long as the change is the same: twelve hexadecimal digits. */
  readonly fingerprint: string;
}
