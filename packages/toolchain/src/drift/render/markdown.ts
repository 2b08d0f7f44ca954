import { choresOf } from "../chores.js";
import {
  countLevels,
  countText,
  levelTitles,
  placeText,
  reachOf,
  type ShownLevel,
  shownLevels,
  shortPlace,
  subjectOf,
  touchesOf,
} from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";

/** How many rows a table has; the rest are counted. GitHub takes comments of up to 65,536 characters. */
const rows = 50;

/** For a pull request's comment or a job's summary. */
export function renderMarkdown(reports: readonly Report[]): string {
  const intro = reports.length === 1 ? [] : [`**Drift: ${countText(countLevels(reports))}**`, ""];
  return `${[...intro, ...reports.flatMap(renderReport)].join("\n").trimEnd()}\n`;
}

function renderReport(report: Report): string[] {
  const { title, from, to, bump, package: name, accepted } = report;
  return [
    `### ${escape(title)}: ${countText(countLevels([report]))}`,
    "",
    `${code(from)} → ${code(to)}${bump === "none" ? "" : ` · ${code(name)} asks for a **${bump}** version`}`,
    "",
    ...shownLevels.flatMap((level) => renderLevel(report, level)),
    ...choresOf(report).map(({ text, location }) => `- ${code(shortPlace(location))}: ${escape(text)}.`),
    ...(accepted.length === 0 ? [] : ["", `${accepted.length} accepted.`]),
    "",
  ];
}

function renderLevel({ findings }: Report, level: ShownLevel): string[] {
  const all = findings.filter((finding) => finding.level === level);
  if (all.length === 0) return [];
  const isFolded = level === "non-breaking" || level === "docs";
  const title = `${levelTitles[level]} (${all.length})`;
  const rest = all.length - rows;
  return [
    ...(isFolded ? [`<details><summary>${title}</summary>`, ""] : [`#### ${title}`, ""]),
    "| What | Change | Reaches | Where |",
    "|---|---|---|---|",
    ...all.slice(0, rows).map(renderRow),
    ...(rest > 0 ? ["", `and ${rest} more`] : []),
    "",
    ...(isFolded ? ["</details>", ""] : []),
  ];
}

function renderRow(finding: ReportedFinding): string {
  const methods = finding.methods.slice(0, 2).map(code).join(", ");
  const [repairs] = touchesOf({ ...finding, methods: [] });
  const reach = [escape(reachOf(finding, 2)), methods, repairs ?? ""].filter((text) => text !== "").join("<br>");
  const place = placeText(finding);
  const cells = [
    escape(subjectOf(finding)),
    `${escape(finding.message)}<br>${code(finding.rule)} ${code(finding.fingerprint)}`,
    reach,
    place === "" ? "" : code(place),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Text of a document, which is nobody's markup: it neither ends a cell nor begins a tag, a link or a mention. */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\*_[\]|~#]/gu, String.raw`\$&`)
    .replaceAll("@", "@\u200B")
    .replaceAll(/\s+/gu, " ");
}

/** Code in a cell: a fence longer than any run of backticks in it (CommonMark, code spans). */
function code(text: string): string {
  const clean = text.replaceAll(/\s+/gu, " ").replaceAll("|", String.raw`\|`);
  const longest = Math.max(0, ...[...clean.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${clean}${fence}` : `${fence} ${clean} ${fence}`;
}
