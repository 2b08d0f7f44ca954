import { axesText, placeOf, reachOf, type ShownLevel, shownLevels, subjectOf, touchesOf } from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";

/** GitHub shows ten annotations of each kind for one step; more would be dropped without a word. */
const shown = 10;

const commands: Readonly<Record<ShownLevel, "error" | "warning" | "notice">> = {
  breaking: "error",
  review: "warning",
  "non-breaking": "notice",
  docs: "notice",
};

/** Workflow commands that GitHub shows beside the lines of a pull request. */
export function renderGitHub(reports: readonly Report[]): string {
  const findings = reports.flatMap((report) => report.findings);
  const lines = (["error", "warning", "notice"] as const).flatMap((command) => {
    const all = shownLevels.flatMap((level) =>
      commands[level] === command ? findings.filter((finding) => finding.level === level) : [],
    );
    // The last of the ten says how many there are besides.
    const told = all.length > shown ? all.slice(0, shown - 1) : all;
    const rest = all.length - told.length;
    const more = rest > 0 ? [`::${command} title=Drift::${escapeData(`and ${rest} more of this kind`)}`] : [];
    return [...told.map((finding) => annotation(command, finding)), ...more];
  });
  return lines.map((line) => `${line}\n`).join("");
}

function annotation(command: string, finding: ReportedFinding): string {
  const place = placeOf(finding);
  const properties = [
    ["file", place?.file],
    ["line", place?.line],
    ["col", place?.column],
    ["title", `Drift: ${finding.rule}`],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`]));
  const details = [reachOf(finding), ...touchesOf(finding)].filter((detail) => detail !== "");
  const text = [`${subjectOf(finding)} ${finding.message} (${axesText(finding)})`, ...details].join("\n");
  return `::${command} ${properties.join()}::${escapeData(text)}`;
}

/** A command ends with its line, so that a text of a document could begin another one. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
