import { maintenanceOf } from "./maintenance.js";
import { countLevels } from "./describe.js";
import { groupFindings } from "./group.js";
import type { Report } from "./report.js";

/** What a maintainer does next, step by step; none where nothing changed. */
export function adviceOf(report: Report): string[] {
  const { findings, bump, package: name } = report;
  const { breaking, review } = countLevels([report]);
  const changes = groupFindings(findings.filter(({ level }) => level === "breaking")).length;
  const chores = maintenanceOf(report).length;
  const grouped = breaking === changes ? "" : ` (${breaking} findings, told as ${changes})`;
  return [
    breaking === 0 ? [] : `Look at what breaks, the gravest first${grouped}.`,
    review === 0 ? [] : "Decide on what is for review: the document cannot tell whether it breaks.",
    breaking + review === 0 ? [] : "Accept in accepted.yaml, by fingerprint, what you have looked at.",
    chores === 0 ? [] : `Remove what says nothing any more (${chores}, at the end).`,
    bump === "none" ? [] : `Regenerate, and release ${name} as a ${bump} version.`,
  ].flat();
}
