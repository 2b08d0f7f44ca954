import { choresOf, type Chore } from "../chores.js";
import { axesText, placeOf, reachOf, type ShownLevel, shownLevels, subjectOf, touchesOf } from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";
import { type Annotation, printAnnotation } from "./annotation.js";

/** GitHub shows ten annotations of each kind for one step; more would be dropped without a word. */
const shown = 10;

const commands = ["error", "warning", "notice"] as const;

const commandOf: Readonly<Record<ShownLevel, Annotation["command"]>> = {
  breaking: "error",
  review: "warning",
  "non-breaking": "notice",
  docs: "notice",
};

/** Workflow commands that GitHub shows beside the lines of a pull request. */
export function renderGitHub(reports: readonly Report[]): string {
  const findings = reports.flatMap((report) => report.findings);
  const annotations = [
    // What people are to do comes before what they need only know of.
    ...reports.flatMap(choresOf).map(ofChore),
    ...shownLevels.flatMap((level) => findings.filter((finding) => finding.level === level).map(ofFinding)),
  ];
  const lines = commands.flatMap((command) => {
    const all = annotations.filter((annotation) => annotation.command === command);
    // The last of the ten says how many there are besides.
    const told = all.length > shown ? all.slice(0, shown - 1) : all;
    const rest = all.length - told.length;
    const more: Annotation = { command, title: "Drift", place: undefined, lines: [`and ${rest} more of this kind`] };
    return [...told, ...(rest > 0 ? [more] : [])].map(printAnnotation);
  });
  return lines.map((line) => `${line}\n`).join("");
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
