import { maintenanceOf, type MaintenanceTask } from "../maintenance.js";
import {
  axesText,
  placeOf,
  operationsText,
  type ReportedLevel,
  reportedLevels,
  subjectOf,
  impactOf,
} from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";
import { type WorkflowAnnotation, printAnnotations } from "./annotation.js";

const commandOf: Readonly<Record<ReportedLevel, WorkflowAnnotation["command"]>> = {
  breaking: "error",
  review: "warning",
  "non-breaking": "notice",
  docs: "notice",
};

/** Workflow commands that GitHub shows beside the lines of a pull request. */
export function renderGitHub(reports: readonly Report[]): string {
  return printAnnotations(annotationsOf(reports));
}

/** Maintenance tasks first, because people have to act on them, then the findings, the worst first. */
export function annotationsOf(reports: readonly Report[]): WorkflowAnnotation[] {
  const findings = reports.flatMap((report) => report.findings);
  return [
    ...reports.flatMap(maintenanceOf).map(ofTask),
    ...reportedLevels.flatMap((level) => findings.filter((finding) => finding.level === level).map(ofFinding)),
  ];
}

function ofTask({ rule, location, text }: MaintenanceTask): WorkflowAnnotation {
  return { command: "notice", title: `Drift: ${rule}`, place: location, lines: [text] };
}

function ofFinding(finding: ReportedFinding): WorkflowAnnotation {
  const { level, rule, message } = finding;
  const details = [operationsText(finding), ...impactOf(finding)];
  return {
    command: commandOf[level],
    title: `Drift: ${rule}`,
    place: placeOf(finding),
    lines: [`${subjectOf(finding)} ${message} (${axesText(finding)})`, ...details.filter((detail) => detail !== "")],
  };
}
