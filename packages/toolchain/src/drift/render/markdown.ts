import { adviceOf } from "../advice.js";
import { maintenanceOf } from "../maintenance.js";
import {
  countLevels,
  countText,
  few,
  levelTitles,
  placeText,
  type ShownLevel,
  shownLevels,
  shortPlace,
  subjectOf,
  touchesOf,
} from "../describe.js";
import { type FindingGroup, groupFindings } from "../group.js";
import type { Report } from "../report.js";

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
    ...adviceOf(report).map((step, index) => `${index + 1}. ${escape(step)}`),
    "",
    ...shownLevels.flatMap((level) => renderLevel(report, level)),
    ...maintenanceOf(report).map(({ text, location }) => `- ${code(shortPlace(location))}: ${escape(text)}.`),
    ...(accepted.length === 0 ? [] : ["", `${accepted.length} accepted.`]),
    "",
  ];
}

function renderLevel({ findings }: Report, level: ShownLevel): string[] {
  const all = findings.filter((finding) => finding.level === level);
  if (all.length === 0) return [];
  const isFolded = level === "non-breaking" || level === "docs";
  const title = `${levelTitles[level]} (${all.length})`;
  const groups = groupFindings(all);
  const rest = groups.slice(rows).flatMap((group) => group.findings).length;
  return [
    ...(isFolded ? [`<details><summary>${title}</summary>`, ""] : [`#### ${title}`, ""]),
    "| What | Change | Reaches | Where |",
    "|---|---|---|---|",
    ...groups.slice(0, rows).map(renderRow),
    ...(rest > 0 ? ["", `and ${rest} more`] : []),
    "",
    ...(isFolded ? ["</details>", ""] : []),
  ];
}

function renderRow({ title, findings, operations, methods }: FindingGroup): string {
  const [finding, ...others] = findings;
  const [repairs] = touchesOf({ methods: [], repairs: findings.flatMap((each) => each.repairs) });
  const reach = few(
    operations.map(({ route }) => route),
    2,
  );
  const names = methods.slice(0, 2).map(code).join(", ");
  const place = placeText(finding);
  const isOne = others.length === 0;
  const fingerprints = few(findings.map(({ fingerprint }) => code(fingerprint)));
  const cells = [
    escape(isOne ? subjectOf(finding) : title),
    `${isOne ? escape(finding.message) : `${findings.length} findings`}<br>${code(finding.rule)} ${fingerprints}`,
    [escape(reach), names, repairs ?? ""].filter((text) => text !== "").join("<br>"),
    `${place === "" ? "" : code(place)}${isOne || place === "" ? "" : ` and ${others.length} more`}`,
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
