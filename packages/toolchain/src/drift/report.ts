import type { Location } from "../location.js";
import type { Acceptance } from "./accepted.js";
import type { DriftFinding } from "./finding.js";
import type { Bump } from "./version.js";

/** The result of comparing one provider, independent of its presentation. */
export interface Report {
  /** Folder and API name, such as `roe`. */
  readonly provider: string;
  readonly title: string;
  /** npm package name. */
  readonly package: string;
  /** The compared states, as typed. */
  readonly from: string;
  readonly to: string;
  /** Findings that are not accepted, worst first. */
  readonly findings: readonly ReportedFinding[];
  readonly accepted: readonly (ReportedFinding & { readonly reason: string })[];
  readonly staleAcceptances: readonly { readonly entry: Acceptance; readonly isExpired: boolean }[];
  /** Overlay actions that the later document makes unnecessary. */
  readonly obsolete: readonly RepairNote[];
  readonly bump: Bump;
  /** Whether the repository has the provider, so that its findings can be accepted and its package generated. */
  readonly isVendored: boolean;
}

/** A finding with its locations and excerpts. */
export interface ReportedFinding extends DriftFinding {
  /** Its location in the earlier and in the later document. */
  readonly places: { readonly before?: Location; readonly after?: Location };
  /** The values there, as YAML, shortened. */
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
