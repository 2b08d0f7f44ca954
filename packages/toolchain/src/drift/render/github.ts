import { choresOf, type Chore } from "../chores.js";
import { axesText, placeOf, reachOf, type ShownLevel, shownLevels, subjectOf, touchesOf } from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";
import type { Location } from "../../errors.js";

/** GitHub shows ten annotations of each kind for one step; more would be dropped without a word. */
const shown = 10;

const commands = ["error", "warning", "notice"] as const;

type Command = (typeof commands)[number];

const commandOf: Readonly<Record<ShownLevel, Command>> = {
  breaking: "error",
  review: "warning",
  "non-breaking": "notice",
  docs: "notice",
};

/** What GitHub shows beside a line. */
interface Annotation {
  readonly command: Command;
  readonly rule: string;
  readonly place: Location | undefined;
  readonly lines: readonly string[];
}

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
    const more = rest > 0 ? [`::${command} title=Drift::${escapeData(`and ${rest} more of this kind`)}`] : [];
    return [...told.map(print), ...more];
  });
  return lines.map((line) => `${line}\n`).join("");
}

function ofChore({ rule, location, text }: Chore): Annotation {
  return { command: "notice", rule, place: location, lines: [text] };
}

function ofFinding(finding: ReportedFinding): Annotation {
  const { level, rule, message } = finding;
  const details = [reachOf(finding), ...touchesOf(finding)];
  return {
    command: commandOf[level],
    rule,
    place: placeOf(finding),
    lines: [`${subjectOf(finding)} ${message} (${axesText(finding)})`, ...details.filter((detail) => detail !== "")],
  };
}

function print({ command, rule, place, lines }: Annotation): string {
  const properties = [
    ["file", place?.file],
    ["line", place?.line],
    ["col", place?.column],
    ["title", `Drift: ${rule}`],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`]));
  return `::${command} ${properties.join()}::${escapeData(lines.join("\n"))}`;
}

/** A command ends with its line, so that a text of a document could begin another one. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
