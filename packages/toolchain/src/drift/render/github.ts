import { choresOf, type Chore } from "../chores.js";
import { axesText, placeOf, reachOf, type ShownLevel, shownLevels, subjectOf, touchesOf } from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";
import { type Annotation, printAnnotations } from "./annotation.js";

const commandOf: Readonly<Record<ShownLevel, Annotation["command"]>> = {
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
export function annotationsOf(reports: readonly Report[]): Annotation[] {
  const findings = reports.flatMap((report) => report.findings);
  return [
    ...reports.flatMap(choresOf).map(ofChore),
    ...shownLevels.flatMap((level) => findings.filter((finding) => finding.level === level).map(ofFinding)),
  ];
}

function ofChore({ rule, location, text }: Chore): Annotation {
  return { command: "notice", title: `Drift: ${rule}`, place: location, lines: [text] };
}

function ofFinding(finding: ReportedFinding): Annotation {
  const { level, rule, message } = finding;
  const details = [reachOf(finding), ...touchesOf(finding)];
  return {
    command: commandOf[level],
    title: `Drift: ${rule}`,
    place: placeOf(finding),
    lines: [`${subjectOf(finding)} ${message} (${axesText(finding)})`, ...details.filter((detail) => detail !== "")],
  };
}
