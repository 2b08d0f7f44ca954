import { axesText, firstOf, placeText, type ReportedLevel, impactOf } from "../describe.js";
import type { FindingGroup } from "../group.js";
import { words, wrap } from "./wrap.js";

/** Paints text in the style of a level, or dimmed. */
export type Paint = (style: ReportedLevel | "strong" | "dim", text: string) => string;

/** A finding lists up to this many operations; of more, it counts the methods of each resource. */
const MAX_OPERATIONS = 3;

/** Whole operations that come or go are named up to this many. */
const MAX_NAMES = 10;

const indent = "      ";

/** A group's change, the affected operations, and the fingerprint for accepting it. */
export function renderGroup(group: FindingGroup, paint: Paint): string[] {
  const [finding, ...others] = group.findings;
  const [first = "", ...lines] = words(group.title, "    ", "  ● ");
  const [overlay] = impactOf({ methods: [], repairs: group.findings.flatMap(({ repairs }) => repairs) });
  const isOne = others.length === 0;
  const details = [...schemasOf(group), ...(isNamed(group) ? [] : reachOf(group))];
  const marks = [placeText(finding), axesText(finding), finding.rule, finding.fingerprint].filter(Boolean);
  return [
    first.replace("●", () => paint(group.level, "●")),
    ...lines,
    ...(isNamed(group) ? names(group) : []),
    ...wrap(isOne ? details : [...details, axesText(finding), finding.rule], " · ", indent),
    ...(overlay === undefined ? [] : [`${indent}${overlay}`]),
    ...(isOne ? wrap(marks, " · ", indent).map((line) => paint("dim", line)) : []),
  ].filter((line) => line.trim() !== "");
}

/** Whether the group is of whole operations: their names are what people look for. */
function isNamed({ findings, operations }: FindingGroup): boolean {
  const [{ change }] = findings;
  return findings.length > 1 && change.where === "operation" && operations.length > 0;
}

function names({ operations }: FindingGroup): string[] {
  const rest = operations.length - MAX_NAMES;
  return [
    ...operations.slice(0, MAX_NAMES).flatMap(({ route }) => words(route, `${indent}  `, indent)),
    ...(rest > 0 ? [`${indent}and ${rest} more, which --all lists`] : []),
  ];
}

/** The schemas with the same change. */
function schemasOf({ findings }: FindingGroup): string[] {
  const found = findings.flatMap(({ change }) => /^schema `(?<name>.*)`$/u.exec(change.where)?.groups?.["name"] ?? []);
  const all = [...new Set(found)];
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
export function resourceCounts(methods: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of methods) {
    const area = name.split(".")[0] ?? name;
    counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([area, count]) => `${area} ${count}`);
}
