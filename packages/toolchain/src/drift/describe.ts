import { type Location, formatLocation } from "../location.js";
import type { Axis, Level } from "./rules/rule.js";
import type { Report, ReportedFinding } from "./report.js";

/** How levels read where people are told of them, worst first. */
export const levelTitles = {
  breaking: "Breaking",
  review: "For review",
  "non-breaking": "Non-breaking",
  docs: "Documentation",
} as const satisfies Record<Exclude<Level, "none">, string>;

export type ShownLevel = keyof typeof levelTitles;

export type LevelCounts = Readonly<Record<ShownLevel, number>>;

/** The levels that are shown, worst first. */
export const shownLevels: readonly ShownLevel[] = ["breaking", "review", "non-breaking", "docs"];

/** What changed: ``response 200 (application/json) › items[].name``. */
export function subjectOf({ change: { where, path } }: Pick<ReportedFinding, "change">): string {
  return path === "" ? where : `${where} › ${path}`;
}

/** The operations that a finding reaches, the first few by name. */
export function reachText({ change: { operations } }: Pick<ReportedFinding, "change">, limit = 3): string {
  return few(
    operations.map(({ route }) => route),
    limit,
  );
}

/** What it touches of the client and of its overlay: `methods orders.list`, `overlay action 2`. */
export function touchesOf({ methods, repairs }: Pick<ReportedFinding, "methods" | "repairs">, limit = 3): string[] {
  return [
    methods.length === 0 ? [] : `methods ${few(methods, limit)}`,
    repairs.length === 0
      ? []
      : `overlay ${few(
          repairs.map(({ action }) => `action ${action}`),
          limit,
        )}`,
  ].flat();
}

/** The first few of a list, and how many there are besides. */
export function few(texts: readonly string[], limit = 3): string {
  const rest = texts.length - limit;
  return [...texts.slice(0, limit), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

/** Where to look: in the later document, or in the earlier where it is gone. */
export function placeOf({ places }: Pick<ReportedFinding, "places">): Location | undefined {
  return places.after ?? places.before;
}

/** `file:line:column` of {@link placeOf}; empty where there is none. */
export function placeText(finding: Pick<ReportedFinding, "places">): string {
  const place = placeOf(finding);
  return place === undefined ? "" : shortPlace(place);
}

/** `file:line:column`: a place without its pointer. */
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

/** How many findings there are of each level. */
export function countLevels(reports: readonly Report[]): LevelCounts {
  const counts = { breaking: 0, review: 0, "non-breaking": 0, docs: 0 };
  for (const { findings } of reports) for (const { level } of findings) counts[level] += 1;
  return counts;
}

/** How many findings there are of each level on one of the axes. */
export function countAxis(findings: readonly Pick<ReportedFinding, "judgement">[], axis: Axis): LevelCounts {
  const counts = { breaking: 0, review: 0, "non-breaking": 0, docs: 0 };
  for (const { judgement } of findings) {
    const level = judgement[axis];
    if (level !== "none") counts[level] += 1;
  }
  return counts;
}

/** The worst level that there is. */
export function worstLevel(counts: Readonly<Record<ShownLevel, number>>): ShownLevel | "none" {
  return shownLevels.find((level) => counts[level] > 0) ?? "none";
}

/** `2 breaking, 1 for review`; `no changes` where there is none. */
export function countText(counts: LevelCounts): string {
  const parts = shownLevels.flatMap((level) =>
    counts[level] === 0 ? [] : [`${counts[level]} ${levelTitles[level].toLowerCase()}`],
  );
  return parts.length === 0 ? "no changes" : parts.join(", ");
}
