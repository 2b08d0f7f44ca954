import { formatLocation } from "../../location.js";
import { adviceOf } from "../advice.js";
import { maintenanceOf } from "../maintenance.js";
import { countAxis, countLevels, countText, levelTitles, type ReportedLevel, reportedLevels } from "../describe.js";
import { groupFindings, groupOf } from "../group.js";
import { digitsOf } from "../../json.js";
import type { Report, ReportedFinding } from "../report.js";
import { type Paint, renderGroup } from "./terminal-group.js";
import { oneLine } from "../../visible.js";
import { width, words, wrap } from "./wrap.js";

/** The number of groups of a level that are listed; the rest is counted by rule. */
const MAX_GROUPS = 40;

/** The lines of a default terminal. A longer report would scroll its first lines away. */
const TERMINAL_LINES = 24;

/**
 * The report for a terminal: the result first, then the next steps, then the findings, worst first.
 *
 * @param isAll Whether every finding is listed by itself.
 */
export function renderTerminal(reports: readonly Report[], paint: Paint, isAll = false): string {
  return reports.map((report) => renderReport(withVisibleTexts(report), paint, isAll)).join("\n\n");
}

function withVisibleTexts(report: Report): Report {
  return JSON.parse(
    JSON.stringify(report, (_key, value: unknown) =>
      typeof value === "string" ? oneLine(value, Infinity) : digitsOf("", value),
    ),
  );
}

function renderReport(report: Report, paint: Paint, isAll: boolean): string {
  const counts = countText(countLevels([report]));
  const lines = [
    ...renderHead(report, counts, paint),
    ...renderAdvice(report, paint),
    ...reportedLevels.flatMap((level) => renderLevel(report, level, paint, isAll)),
    ...renderRest(report, paint),
  ];
  if (lines.length <= TERMINAL_LINES) return lines.join("\n");
  const end = `${report.provider}: ${counts}. The next steps are at the top; --all lists everything.`;
  return [...lines, "", ...words(end, "  ", "")].join("\n");
}

function renderHead(report: Report, counts: string, paint: Paint): string[] {
  const { provider, from, to, findings } = report;
  const states = [`${from} → ${to}`].filter((text) => `${provider}: ${counts} (${text})`.length <= width);
  const head = `${paint("strong", provider)}: ${counts}`;
  return [
    ...(states.length > 0 ? [`${head} (${states.join()})`] : [head, ...wrap([from, `→ ${to}`], " ", "  ")]),
    ...(findings.length === 0
      ? []
      : [
          `  on the wire: ${countText(countAxis(findings, "wire"))}`,
          `  in TypeScript: ${countText(countAxis(findings, "source"))}`,
        ]),
  ];
}

function renderAdvice(report: Report, paint: Paint): string[] {
  const steps = adviceOf(report);
  if (report.findings.length === 0) return [];
  return ["", paint("strong", "Next"), ...steps.flatMap((step, index) => words(step, "     ", `  ${index + 1}. `))];
}

function renderLevel({ findings }: Report, level: ReportedLevel, paint: Paint, isAll: boolean): string[] {
  const all = findings.filter((finding) => finding.level === level);
  if (all.length === 0) return [];
  const isDetailed = isAll || level === "breaking" || level === "review";
  const groups = isAll ? all.map((finding) => groupOf([finding])) : isDetailed ? groupFindings(all) : [];
  const shown = isAll ? groups.length : MAX_GROUPS;
  const rest = isDetailed ? groups.slice(shown).flatMap((group) => group.findings) : all;
  return [
    "",
    paint(level, `${levelTitles[level]} (${all.length})`),
    ...groups.slice(0, shown).flatMap((group) => renderGroup(group, paint)),
    ...countRules(rest, isDetailed),
  ];
}

/** Findings that are not listed, counted by rule, the most frequent first. */
function countRules(findings: readonly ReportedFinding[], isRest: boolean): string[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].toSorted(([, a], [, b]) => b - a).map(([rule, count]) => `${count} ${rule}`);
  return rows.length === 0 ? [] : words(rows.join(", "), "  ", isRest ? "  and " : "  ");
}

function renderRest(report: Report, paint: Paint): string[] {
  const { accepted } = report;
  return [
    ...(accepted.length === 0 ? [] : ["", paint("dim", `${accepted.length} accepted`)]),
    ...maintenanceOf(report).flatMap(({ location, text }) =>
      words(`${formatLocation(location)}: ${text}`, "    ", "  "),
    ),
  ];
}
