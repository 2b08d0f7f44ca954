import type { Change } from "./change.js";
import type { Judgement, Level } from "./rules/rule.js";

/** A judged change. */
export interface DriftFinding {
  /** The rule's id, such as `request-property-became-required`. */
  readonly rule: string;
  /** The worse of the two axes. */
  readonly level: Exclude<Level, "none">;
  readonly judgement: Judgement;
  /** A sentence without its subject, for example `became required`. */
  readonly message: string;
  readonly change: Change;
  /** Names of the affected client methods, such as `agents.jobs.list`. */
  readonly methods: readonly string[];
  /** Twelve hexadecimal digits; the same as long as the change is the same. */
  readonly fingerprint: string;
}
