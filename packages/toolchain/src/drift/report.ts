import type { Location } from "../location.js";
import type { Acceptance } from "./accepted.js";
import type { DriftFinding } from "./finding.js";
import type { Bump } from "./version.js";

/** What a comparison of one provider found: all that renderers need, and nothing of how it is shown. */
export interface Report {
  /** Folder and API name, such as `roe`. */
  readonly provider: string;
  readonly title: string;
  /** npm package name. */
  readonly package: string;
  /** What was compared, as people named it. */
  readonly from: string;
  readonly to: string;
  /** Findings that nobody has accepted, worst first. */
  readonly findings: readonly ReportedFinding[];
  readonly accepted: readonly (ReportedFinding & { readonly reason: string })[];
  readonly idle: readonly { readonly entry: Acceptance; readonly isExpired: boolean }[];
  /** Overlay actions that the later document has made unnecessary. */
  readonly obsolete: readonly RepairNote[];
  readonly bump: Bump;
}

/** A finding with what a person needs to find their way. */
export interface ReportedFinding extends DriftFinding {
  /** Where it is written in the earlier and in the later document. */
  readonly places: { readonly before?: Location; readonly after?: Location };
  /** What is written there, as YAML, cut short. */
  readonly excerpts: { readonly before?: string; readonly after?: string };
  /** Overlay actions that change the same part. */
  readonly repairs: readonly RepairNote[];
}

/** An overlay action. */
export interface RepairNote {
  /** Position in the overlay, from 1. */
  readonly action: number;
  readonly target: string;
  readonly description?: string;
  readonly location: Location;
}
