import type { Location } from "../location.js";
import type { RepairNote, Report } from "./report.js";

/** What a comparison asks of people beside its findings: to remove what says nothing any more. */
export interface MaintenanceTask {
  readonly rule: keyof typeof maintenanceRules;
  /** A sentence without its full stop. */
  readonly text: string;
  readonly location: Location;
}

/** The kinds of chores, and what each means. */
export const maintenanceRules = {
  "repair-obsolete": "an overlay action changes nothing any more",
  "acceptance-expired": "an acceptance has expired",
  "acceptance-unmatched": "an acceptance matches no finding any more",
} as const;

export function maintenanceOf({ obsolete, idle }: Pick<Report, "obsolete" | "idle">): MaintenanceTask[] {
  return [
    ...obsolete.map((repair): MaintenanceTask => ({
      rule: "repair-obsolete",
      text: `${repairText(repair)} changes nothing any more: remove it`,
      location: repair.location,
    })),
    ...idle.map(({ entry: { fingerprint, expires, location }, isExpired }): MaintenanceTask =>
      isExpired
        ? { rule: "acceptance-expired", text: `acceptance of ${fingerprint} expired on ${expires}`, location }
        : {
            rule: "acceptance-unmatched",
            text: `acceptance of ${fingerprint} matches no finding any more: remove it`,
            location,
          },
    ),
  ];
}

/** `overlay action 3 ($.servers)`. */
export function repairText({ action, target }: Pick<RepairNote, "action" | "target">): string {
  return `overlay action ${action} (${target})`;
}
