import { axesText, firstOf, placeText, type ReportedLevel, impactOf } from "../describe.js";
import type { FindingGroup } from "../group.js";
import { width, words, wrap } from "./wrap.js";

/** Paints text in the style of a level, or dimmed. */
export type Paint = (style: ReportedLevel | "strong" | "dim", text: string) => string;

/** A finding lists up to this many operations; of more, it counts the methods of each resource. */
const MAX_OPERATIONS = 3;

const indent = "      ";

/** A group's change, the affected operations, and the fingerprint for accepting it. */
export function renderGroup(group: FindingGroup, paint: Paint): string[] {
  const [finding, ...others] = group.findings;
  const [first = "", ...lines] = words(group.title, "    ", "  ● ");
  const [overlay] = impactOf({ methods: [], repairs: group.findings.flatMap(({ repairs }) => repairs) });
  const details = [...schemasOf(group), ...reachOf(group)];
  const marks = [placeText(finding), axesText(finding), finding.rule, finding.fingerprint].filter(Boolean);
  const isOne = others.length === 0;
  return [
    first.replace("●", () => paint(group.level, "●")),
    ...lines,
    ...wrapDetails(isOne ? details : [...details, axesText(finding), finding.rule]),
    ...(overlay === undefined ? [] : [`${indent}${overlay}`]),
    ...(isOne ? wrap(marks, " · ", indent).map((line) => paint("dim", line)) : []),
  ];
}

/** The schemas with the same change. */
function schemasOf({ findings }: FindingGroup): string[] {
  const names = findings.flatMap(({ change }) => /^schema `(?<name>.*)`$/u.exec(change.where)?.groups?.["name"] ?? []);
  const all = [...new Set(names)];
  return all.length > 1 ? [`in ${firstOf(all)}`] : [];
}

function reachOf({ operations, methods, findings }: FindingGroup): string[] {
  const count = operations.length === findings.length ? "" : `${operations.length} operations: `;
  if (operations.length > (findings.length > 1 ? 1 : MAX_OPERATIONS))
    return [`${count}${firstOf(resourceCounts(methods), 5)}`];
  const routes = operations.map(({ route }) => route);
  return [
    ...(routes.length === 0 ? [] : [`affects ${firstOf(routes, MAX_OPERATIONS)}`]),
    ...(methods.length === 0 ? [] : [`methods ${firstOf(methods, MAX_OPERATIONS)}`]),
  ];
}

/** Resources with the number of their methods, such as `teams 20`. */
function resourceCounts(methods: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of methods) {
    const area = name.split(".")[0] ?? name;
    counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([area, count]) => `${area} ${count}`);
}

/** Details on one line where they fit, else wrapped. */
function wrapDetails(details: readonly string[]): string[] {
  return wrap(details, " · ", indent).flatMap((line) =>
    line.length > width ? words(line.trimStart(), `${indent}  `, indent) : line,
  );
}
