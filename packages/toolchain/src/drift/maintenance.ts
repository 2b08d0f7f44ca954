import type { Location } from "../location.js";
import type { RepairNote, Report } from "./report.js";

/** A task that is not about a finding: removing an overlay action or an acceptance that is no longer needed. */
export interface MaintenanceTask {
  readonly rule: keyof typeof maintenanceRules;
  /** A sentence without its full stop. */
  readonly text: string;
  readonly location: Location;
}

/** The kinds of tasks and their meaning. */
export const maintenanceRules = {
  "repair-obsolete": "an overlay action is no longer needed",
  "acceptance-expired": "an acceptance has expired",
  "acceptance-unmatched": "an acceptance matches no finding",
} as const;

export function maintenanceOf({
  obsolete,
  staleAcceptances,
}: Pick<Report, "obsolete" | "staleAcceptances">): MaintenanceTask[] {
  return [
    ...obsolete.map((repair): MaintenanceTask => ({
      rule: "repair-obsolete",
      text: `${repairText(repair)} is no longer needed: remove it`,
      location: repair.location,
    })),
    ...staleAcceptances.map(({ entry: { fingerprint, expires, location }, isExpired }): MaintenanceTask =>
      isExpired
        ? { rule: "acceptance-expired", text: `acceptance of ${fingerprint} expired on ${expires}`, location }
        : {
            rule: "acceptance-unmatched",
            text: `acceptance of ${fingerprint} matches no finding: remove it`,
            location,
          },
    ),
  ];
}

/** `overlay action 3 ($.servers)`. */
export function repairText({ action, target }: Pick<RepairNote, "action" | "target">): string {
  return `overlay action ${action} (${target})`;
}
