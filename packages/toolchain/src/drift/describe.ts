import type { Json } from "../json.js";
import { type Location, formatLocation } from "../location.js";
import { formatValue } from "../openapi/format-value.js";
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

/** The number of findings of each level, on both axes or on one. */
export function countLevels(reports: readonly Pick<Report, "findings">[], axis?: Axis): LevelCounts {
  const counts = { breaking: 0, review: 0, "non-breaking": 0, docs: 0 };
  for (const { level: worst, judgement } of reports.flatMap(({ findings }) => findings)) {
    const level = axis === undefined ? worst : judgement[axis];
    if (level !== "none") counts[level] += 1;
  }
  return counts;
}

/** Texts with their number, the most frequent first. */
export function tally(texts: readonly string[]): [text: string, number: number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
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
  return formatValue(value, 79, isQuoted);
}
