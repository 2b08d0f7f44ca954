import { adviceOf } from "../advice.js";
import { maintenanceOf } from "../maintenance.js";
import {
  countLevels,
  countText,
  firstOf,
  levelTitles,
  placeText,
  type ReportedLevel,
  reportedLevels,
  shortPlace,
  subjectOf,
  impactOf,
} from "../describe.js";
import { type FindingGroup, groupFindings } from "../group.js";
import type { Report } from "../report.js";

/** The number of rows of a table; the rest is counted. GitHub accepts comments of 65,536 characters. */
const MAX_ROWS = 50;

/** The report for a pull request's comment or a job's summary. */
export function renderMarkdown(reports: readonly Report[]): string {
  const intro = reports.length === 1 ? [] : [`**Drift: ${countText(countLevels(reports))}**`, ""];
  return `${[...intro, ...reports.flatMap(renderReport)].join("\n").trimEnd()}\n`;
}

function renderReport(report: Report): string[] {
  const { title, from, to, bump, package: name, accepted } = report;
  return [
    `### ${escape(title)}: ${countText(countLevels([report]))}`,
    "",
    `${code(from)} → ${code(to)}${bump === "none" ? "" : ` · ${code(name)} needs a **${bump}** version`}`,
    "",
    ...adviceOf(report).map((step, index) => `${index + 1}. ${escape(step)}`),
    "",
    ...reportedLevels.flatMap((level) => renderLevel(report, level)),
    ...maintenanceOf(report).map(({ text, location }) => `- ${code(shortPlace(location))}: ${escape(text)}.`),
    ...(accepted.length === 0 ? [] : ["", `${accepted.length} accepted.`]),
    "",
  ];
}

function renderLevel({ findings }: Report, level: ReportedLevel): string[] {
  const all = findings.filter((finding) => finding.level === level);
  if (all.length === 0) return [];
  const isFolded = level === "non-breaking" || level === "docs";
  const title = `${levelTitles[level]} (${all.length})`;
  const groups = groupFindings(all);
  const rest = groups.slice(MAX_ROWS).flatMap((group) => group.findings).length;
  return [
    ...(isFolded ? [`<details><summary>${title}</summary>`, ""] : [`#### ${title}`, ""]),
    "| Part | Change | Affects | Location |",
    "|---|---|---|---|",
    ...groups.slice(0, MAX_ROWS).map(renderRow),
    ...(rest > 0 ? ["", `and ${rest} more`] : []),
    "",
    ...(isFolded ? ["</details>", ""] : []),
  ];
}

function renderRow({ title, findings, operations, methods }: FindingGroup): string {
  const [finding, ...others] = findings;
  const [repairs] = impactOf({ methods: [], repairs: findings.flatMap((each) => each.repairs) });
  const affected = firstOf(
    operations.map(({ route }) => route),
    2,
  );
  const names = methods.slice(0, 2).map(code).join(", ");
  const place = placeText(finding);
  const isOne = others.length === 0;
  const fingerprints = firstOf(findings.map(({ fingerprint }) => code(fingerprint)));
  const cells = [
    escape(isOne ? subjectOf(finding) : title),
    `${isOne ? escape(finding.message) : `${findings.length} findings`}<br>${code(finding.rule)} ${fingerprints}`,
    [escape(affected), names, repairs ?? ""].filter((text) => text !== "").join("<br>"),
    `${place === "" ? "" : code(place)}${isOne || place === "" ? "" : ` and ${others.length} more`}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Escapes text of a document: it cannot end a cell, or start a tag, a link or a mention. */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\*_[\]|~#]/gu, String.raw`\$&`)
    .replaceAll("@", "@\u200B")
    .replaceAll(/\s+/gu, " ");
}

/** Code in a cell, with a fence longer than any run of backticks in it (CommonMark, code spans). */
function code(text: string): string {
  const clean = text.replaceAll(/\s+/gu, " ").replaceAll("|", String.raw`\|`);
  const longest = Math.max(0, ...[...clean.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${clean}${fence}` : `${fence} ${clean} ${fence}`;
}
