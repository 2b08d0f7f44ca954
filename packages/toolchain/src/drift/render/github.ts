import { maintenanceOf, type MaintenanceTask } from "../maintenance.js";
import { axesText, placeOf, reachText, type ShownLevel, shownLevels, subjectOf, touchesOf } from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";
import { type WorkflowAnnotation, printAnnotations } from "./annotation.js";

const commandOf: Readonly<Record<ShownLevel, WorkflowAnnotation["command"]>> = {
  breaking: "error",
  review: "warning",
  "non-breaking": "notice",
  docs: "notice",
};

/** Workflow commands that GitHub shows beside the lines of a pull request. */
export function renderGitHub(reports: readonly Report[]): string {
  return printAnnotations(annotationsOf(reports));
}

/** What people are to do, which comes before what they need only know of, and the findings, the worst first. */
export function annotationsOf(reports: readonly Report[]): WorkflowAnnotation[] {
  const findings = reports.flatMap((report) => report.findings);
  return [
    ...reports.flatMap(maintenanceOf).map(ofChore),
    ...shownLevels.flatMap((level) => findings.filter((finding) => finding.level === level).map(ofFinding)),
  ];
}

function ofChore({ rule, location, text }: MaintenanceTask): WorkflowAnnotation {
  return { command: "notice", title: `Drift: ${rule}`, place: location, lines: [text] };
}

function ofFinding(finding: ReportedFinding): WorkflowAnnotation {
  const { level, rule, message } = finding;
  const details = [reachText(finding), ...touchesOf(finding)];
  return {
    command: commandOf[level],
    title: `Drift: ${rule}`,
    place: placeOf(finding),
    lines: [`${subjectOf(finding)} ${message} (${axesText(finding)})`, ...details.filter((detail) => detail !== "")],
  };
}
