import { digitsOf, type Json } from "../json.js";
import { type Location, formatLocation } from "../location.js";
import type { Axis, Level } from "./rules/rule.js";
import type { Report, ReportedFinding } from "./report.js";

/** The titles of the levels, worst first. */
export const levelTitles = {
  breaking: "Breaking",
  review: "For review",
  "non-breaking": "Non-breaking",
  docs: "Documentation",
} as const satisfies Record<Exclude<Level, "none">, string>;

export type ReportedLevel = keyof typeof levelTitles;

export type LevelCounts = Readonly<Record<ReportedLevel, number>>;

/** The levels in a report, worst first. */
export const reportedLevels: readonly ReportedLevel[] = ["breaking", "review", "non-breaking", "docs"];

/** The changed part: ``response 200 (application/json) › items[].name``. */
export function subjectOf({ change: { where, path } }: Pick<ReportedFinding, "change">): string {
  return path === "" ? where : `${where} › ${path}`;
}

/** The first operations that a finding affects. */
export function operationsText({ change: { operations } }: Pick<ReportedFinding, "change">, limit = 3): string {
  return firstOf(
    operations.map(({ route }) => route),
    limit,
  );
}

/** The affected client methods and overlay actions: `methods orders.list`, `overlay action 2`. */
export function impactOf({ methods, repairs }: Pick<ReportedFinding, "methods" | "repairs">, limit = 3): string[] {
  return [
    methods.length === 0 ? [] : `methods ${firstOf(methods, limit)}`,
    repairs.length === 0
      ? []
      : `overlay ${firstOf(
          repairs.map(({ action }) => `action ${action}`),
          limit,
        )}`,
  ].flat();
}

/** The first items of a list, and the number of the others. */
export function firstOf(texts: readonly string[], limit = 3): string {
  const rest = texts.length - limit;
  return [...texts.slice(0, limit), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

/** The position in the later document, else in the earlier. */
export function placeOf({ places }: Pick<ReportedFinding, "places">): Location | undefined {
  return places.after ?? places.before;
}

/** `file:line:column` of {@link placeOf}; empty where there is none. */
export function placeText(finding: Pick<ReportedFinding, "places">): string {
  const place = placeOf(finding);
  return place === undefined ? "" : shortPlace(place);
}

/** `file:line:column`: a location without its pointer. */
export function shortPlace({ file, line, column }: Location): string {
  return formatLocation({ file, line, column });
}

/** `breaking on the wire, non-breaking in TypeScript`. */
export function axesText({ judgement: { wire, source } }: Pick<ReportedFinding, "judgement">): string {
  if (wire === source) return wire;
  return [wire === "none" ? [] : [`${wire} on the wire`], source === "none" ? [] : [`${source} in TypeScript`]]
    .flat()
    .join(", ");
}

/** The number of findings of each level. */
export function countLevels(reports: readonly Report[]): LevelCounts {
  const counts = { breaking: 0, review: 0, "non-breaking": 0, docs: 0 };
  for (const { findings } of reports) for (const { level } of findings) counts[level] += 1;
  return counts;
}

/** The number of findings of each level on one axis. */
export function countAxis(findings: readonly Pick<ReportedFinding, "judgement">[], axis: Axis): LevelCounts {
  const counts = { breaking: 0, review: 0, "non-breaking": 0, docs: 0 };
  for (const { judgement } of findings) {
    const level = judgement[axis];
    if (level !== "none") counts[level] += 1;
  }
  return counts;
}

/** The worst level with a finding. */
export function worstLevel(counts: Readonly<Record<ReportedLevel, number>>): ReportedLevel | "none" {
  return reportedLevels.find((level) => counts[level] > 0) ?? "none";
}

/** `2 breaking, 1 for review`; `no changes` where there is none. */
export function countText(counts: LevelCounts): string {
  const parts = reportedLevels.flatMap((level) =>
    counts[level] === 0 ? [] : [`${counts[level]} ${levelTitles[level].toLowerCase()}`],
  );
  return parts.length === 0 ? "no changes" : parts.join(", ");
}

/** A value in a sentence, shortened. */
export function shortValue(value: Json | undefined, isQuoted = false): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" && !isQuoted ? value : JSON.stringify(value, digitsOf);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
