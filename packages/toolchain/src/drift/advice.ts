import { maintenanceOf } from "./maintenance.js";
import { countLevels } from "./describe.js";
import { groupFindings } from "./group.js";
import type { Report } from "./report.js";

/** The next steps of a maintainer; empty where nothing changed. */
export function adviceOf(report: Report): string[] {
  const { findings, bump, package: name, isVendored } = report;
  const { breaking, review } = countLevels([report]);
  const changes = groupFindings(findings.filter(({ level }) => level === "breaking")).length;
  const maintenance = maintenanceOf(report).length;
  const grouped =
    breaking === changes ? "" : ` (${breaking} findings in ${changes} ${changes === 1 ? "group" : "groups"})`;
  return [
    breaking === 0 ? [] : `Check the breaking changes, the worst first${grouped}.`,
    review === 0 ? [] : "Decide on the changes for review; the document leaves them open.",
    breaking + review === 0 || !isVendored ? [] : "Accept checked changes in accepted.yaml, by fingerprint.",
    maintenance === 0 ? [] : `Remove what is no longer needed (${maintenance}, at the end).`,
    bump === "none" || !isVendored ? [] : `Regenerate, and release ${name} as a ${bump} version.`,
  ].flat();
}
