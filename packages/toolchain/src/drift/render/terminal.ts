import { formatLocation } from "../../errors.js";
import { choresOf } from "../chores.js";
import {
  axesText,
  countLevels,
  countText,
  levelTitles,
  placeText,
  reachOf,
  shownLevels,
  subjectOf,
  touchesOf,
} from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";
import type { ShownLevel } from "../describe.js";

/** Paints a text in the style of a level, or of what matters less. */
export type Paint = (style: ShownLevel | "strong" | "dim", text: string) => string;

/** How many findings of a level are told one by one; the rest are counted by rule. */
const shown = 20;

/** For a person at a terminal: the answer first, then the worst, then what to do. */
export function renderTerminal(reports: readonly Report[], paint: Paint): string {
  return reports.map((report) => renderReport(report, paint)).join("\n\n");
}

function renderReport(report: Report, paint: Paint): string {
  const counts = countText(countLevels([report]));
  return [
    `${paint("strong", report.provider)}: ${counts} (${report.from} → ${report.to})`,
    ...shownLevels.flatMap((level) => renderLevel(report, level, paint)),
    ...renderRest(report, paint),
    ...renderAdvice(report, paint),
  ].join("\n");
}

function renderLevel({ findings }: Report, level: ShownLevel, paint: Paint): string[] {
  const all = findings.filter((finding) => finding.level === level);
  if (all.length === 0) return [];
  const isDetailed = level === "breaking" || level === "review";
  const told = isDetailed ? all.slice(0, shown) : [];
  return [
    "",
    paint(level, `${levelTitles[level]} (${all.length})`),
    ...told.flatMap((finding) => renderFinding(finding, paint)),
    ...countRules(all.slice(told.length), told.length > 0),
  ];
}

function renderFinding(finding: ReportedFinding, paint: Paint): string[] {
  const { fingerprint, rule } = finding;
  const reach = reachOf(finding);
  const details = [...(reach === "" ? [] : [`reaches ${reach}`]), ...touchesOf(finding)];
  return [
    `  ${paint(finding.level, "●")} ${subjectOf(finding)} ${finding.message}`,
    ...details.map((detail) => `      ${detail}`),
    paint("dim", `      ${[placeText(finding), axesText(finding), rule, fingerprint].filter(Boolean).join(" · ")}`),
  ];
}

/** What is not told one by one, by rule, the most frequent first. */
function countRules(findings: readonly ReportedFinding[], isRest: boolean): string[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].toSorted(([, a], [, b]) => b - a).map(([rule, count]) => `${count} ${rule}`);
  return rows.length === 0 ? [] : [`  ${isRest ? "and " : ""}${rows.join(", ")}`];
}

function renderRest(report: Report, paint: Paint): string[] {
  const { accepted } = report;
  return [
    ...(accepted.length === 0 ? [] : ["", paint("dim", `${accepted.length} accepted`)]),
    ...choresOf(report).map(({ location, text }) => `  ${formatLocation(location)}: ${text}`),
  ];
}

function renderAdvice({ findings, bump, package: name }: Report, paint: Paint): string[] {
  if (bump === "none") return [];
  const isSerious = findings.some(({ level }) => level === "breaking" || level === "review");
  return [
    "",
    `${paint("strong", "Next")}: regenerate, and release ${name} as a ${bump} version` +
      `${isSerious ? "; accept by fingerprint in accepted.yaml what you have looked at" : ""}.`,
  ];
}
