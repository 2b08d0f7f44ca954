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
import { type FindingGroup, groupFindings, groupOf } from "../group.js";
import { count } from "../../plural.js";
import type { Report } from "../report.js";
import { markdownCell, markdownCode, markdownMessage } from "../../visible.js";

/** The number of rows of a table; the rest is counted. GitHub accepts comments of 65,536 characters. */
const MAX_ROWS = 50;

/**
 * The report for a pull request's comment or a job's summary.
 *
 * @param isAll Whether every finding has a row.
 */
export function renderMarkdown(reports: readonly Report[], isAll = false): string {
  const intro = reports.length === 1 ? [] : [`**Drift: ${countText(countLevels(reports))}**`, ""];
  return `${[...intro, ...reports.flatMap((report) => renderReport(report, isAll))].join("\n").trimEnd()}\n`;
}

function renderReport(report: Report, isAll: boolean): string[] {
  const { title, from, to, bump, package: name, accepted, isVendored } = report;
  return [
    `### ${markdownMessage(title)}: ${countText(countLevels([report]))}`,
    "",
    `${markdownCode(from)} → ${markdownCode(to)}${bump === "none" || !isVendored ? "" : ` · ${markdownCode(name)} needs a **${bump}** version`}`,
    "",
    ...adviceOf(report).map((step, index) => `${index + 1}. ${markdownMessage(step)}`),
    "",
    ...reportedLevels.flatMap((level) => renderLevel(report, level, isAll)),
    ...maintenanceOf(report).map(
      ({ text, location }) => `- ${markdownCode(shortPlace(location))}: ${markdownMessage(text)}.`,
    ),
    ...(accepted.length === 0 ? [] : ["", `${accepted.length} accepted.`]),
    "",
  ];
}

function renderLevel({ findings }: Report, level: ReportedLevel, isAll: boolean): string[] {
  const all = findings.filter((finding) => finding.level === level);
  if (all.length === 0) return [];
  const isFolded = level === "non-breaking" || level === "docs";
  const title = `${levelTitles[level]} (${all.length})`;
  const groups = isAll ? all.map((finding) => groupOf([finding])) : groupFindings(all);
  const shown = isAll ? groups.length : MAX_ROWS;
  const rest = groups.slice(shown).flatMap((group) => group.findings).length;
  return [
    ...(isFolded ? [`<details><summary>${title}</summary>`, ""] : [`#### ${title}`, ""]),
    "| Part | Change | Affects | Location |",
    "|---|---|---|---|",
    ...groups.slice(0, shown).map(renderRow),
    ...(rest > 0 ? ["", `and ${rest} more, which \`--all\` lists`] : []),
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
  const names = methods.slice(0, 2).map(markdownCode).join(", ");
  const place = placeText(finding);
  const isOne = others.length === 0;
  const fingerprints = firstOf(findings.map(({ fingerprint }) => markdownCode(fingerprint)));
  const cells = [
    markdownMessage(isOne ? subjectOf(finding) : title),
    `${isOne ? markdownMessage(finding.message) : count(findings.length, "finding")}<br>${markdownCode(finding.rule)} ${fingerprints}`,
    [markdownMessage(affected), names, repairs ?? ""].filter((text) => text !== "").join("<br>"),
    `${place === "" ? "" : markdownCode(place)}${isOne || place === "" ? "" : ` and ${others.length} more`}`,
  ];
  return `| ${cells.map(markdownCell).join(" | ")} |`;
}
