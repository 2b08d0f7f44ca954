import { formatLocation } from "../../location.js";
import { adviceOf } from "../advice.js";
import { maintenanceOf } from "../maintenance.js";
import { countLevels, countText, levelTitles, type ReportedLevel, reportedLevels, tally } from "../describe.js";
import { groupFindings, groupOf } from "../group.js";
import { digitsOf } from "../../json.js";
import type { Report, ReportedFinding } from "../report.js";
import type { Axis } from "../rules/rule.js";
import { type Paint, renderGroup, type Screen } from "./terminal-group.js";
import { oneLine } from "../../visible.js";
import { MAX_COLUMNS, words, wrap } from "./wrap.js";

/** The number of groups of a level that are listed; the rest is counted by rule. */
const MAX_GROUPS = 40;

/** The lines of a default terminal. A longer report would scroll its first lines away. */
const TERMINAL_LINES = 24;

/**
 * The report for a terminal: the result first, then the next steps, then the findings, worst first.
 *
 * @param isAll Whether every finding is listed by itself.
 * @param columns Of the terminal.
 */
export function renderTerminal(reports: readonly Report[], paint: Paint, isAll = false, columns = MAX_COLUMNS): string {
  const screen = { paint, columns: Math.min(columns, MAX_COLUMNS) };
  return reports.map((report) => renderReport(withVisibleTexts(report), screen, isAll)).join("\n\n");
}

/** A copy in which no text hides anything. Places are printed so anyway, and look for their lines only then. */
function withVisibleTexts(report: Report): Report {
  const places = new Set<unknown>([...report.findings, ...report.accepted].map((finding) => finding.places));
  const copy: Report = JSON.parse(
    JSON.stringify(report, (_key, value: unknown) => {
      if (places.has(value)) return {};
      return typeof value === "string" ? oneLine(value, Infinity) : digitsOf("", value);
    }),
  );
  const placed = <T extends ReportedFinding>(findings: readonly T[], originals: readonly ReportedFinding[]): T[] =>
    findings.map((finding, index) => ({ ...finding, places: originals[index]?.places ?? {} }));
  return {
    ...copy,
    findings: placed(copy.findings, report.findings),
    accepted: placed(copy.accepted, report.accepted),
  };
}

function renderReport(report: Report, screen: Screen, isAll: boolean): string {
  const counts = countText(countLevels([report]));
  const lines = [
    ...renderHead(report, counts, screen),
    ...renderAdvice(report, screen),
    ...reportedLevels.flatMap((level) => renderLevel(report, level, screen, isAll)),
    ...renderRest(report, screen),
  ];
  if (lines.length <= TERMINAL_LINES) return lines.join("\n");
  const end = `${report.provider}: ${counts}. The next steps are at the top; --all lists everything.`;
  return [...lines, "", ...words(screen.columns, end, "  ", "")].join("\n");
}

function renderHead(report: Report, counts: string, { paint, columns }: Screen): string[] {
  const { provider, from, to, findings } = report;
  const states = `(${from} → ${to})`;
  const isShort = `${provider}: ${counts} ${states}`.length <= columns;
  const [head = "", ...rest] = words(columns, `${provider}: ${counts}${isShort ? ` ${states}` : ""}`, "  ", "");
  const axisText = (title: string, axis: Axis): string[] =>
    words(columns, `${title}: ${countText(countLevels([report], axis))}`, "    ", "  ");
  return [
    head.replace(provider, () => paint("strong", provider)),
    ...rest,
    ...(isShort ? [] : wrap(columns, [from, `→ ${to}`], " ", "  ")),
    ...(findings.length === 0 ? [] : [...axisText("on the wire", "wire"), ...axisText("in TypeScript", "source")]),
  ];
}

function renderAdvice(report: Report, screen: Screen): string[] {
  const steps = adviceOf(report);
  if (report.findings.length === 0) return [];
  return [
    "",
    screen.paint("strong", "Next"),
    ...steps.flatMap((step, index) => words(screen.columns, step, "     ", `  ${index + 1}. `)),
  ];
}

function renderLevel({ findings }: Report, level: ReportedLevel, screen: Screen, isAll: boolean): string[] {
  const all = findings.filter((finding) => finding.level === level);
  if (all.length === 0) return [];
  const isDetailed = isAll || level === "breaking" || level === "review";
  const groups = isAll ? all.map((finding) => groupOf([finding])) : isDetailed ? groupFindings(all) : [];
  const shown = isAll ? groups.length : MAX_GROUPS;
  const rest = isDetailed ? groups.slice(shown).flatMap((group) => group.findings) : all;
  return [
    "",
    screen.paint(level, `${levelTitles[level]} (${all.length})`),
    ...groups.slice(0, shown).flatMap((group) => renderGroup(group, screen)),
    ...countRules(screen, rest, isDetailed),
  ];
}

/** Findings that are not listed, counted by rule, the most frequent first. */
function countRules(screen: Screen, findings: readonly ReportedFinding[], isRest: boolean): string[] {
  const rows = tally(findings.map(({ rule }) => rule)).map(([rule, number]) => `${number} ${rule}`);
  return rows.length === 0 ? [] : words(screen.columns, rows.join(", "), "  ", isRest ? "  and " : "  ");
}

function renderRest(report: Report, screen: Screen): string[] {
  const { accepted } = report;
  return [
    ...(accepted.length === 0 ? [] : ["", screen.paint("dim", `${accepted.length} accepted`)]),
    ...maintenanceOf(report).flatMap(({ location, text }) =>
      words(screen.columns, `${formatLocation(location)}: ${text}`, "    ", "  "),
    ),
  ];
}
