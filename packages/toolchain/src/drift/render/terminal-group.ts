import { axesText, firstOf, placeText, type ReportedLevel, impactOf, tally } from "../describe.js";
import type { FindingGroup } from "../group.js";
import { count } from "../../plural.js";
import { words, wrap } from "./wrap.js";

/** Paints text in the style of a level, or dimmed. */
export type Paint = (style: ReportedLevel | "strong" | "dim", text: string) => string;

/** Where a report is shown. */
export interface Screen {
  readonly paint: Paint;
  readonly columns: number;
}

/** A finding lists up to this many operations; of more, it counts the methods of each resource. */
const MAX_OPERATIONS = 3;

/** Whole operations that come or go are named up to this many. */
const MAX_NAMES = 10;

const indent = "      ";

/** A group's change, the affected operations, and the fingerprint for accepting it. */
export function renderGroup(group: FindingGroup, { paint, columns }: Screen): string[] {
  const [finding, ...others] = group.findings;
  const [first = "", ...lines] = words(columns, group.title, "    ", "  ● ");
  const [overlay] = impactOf({ methods: [], repairs: group.findings.flatMap(({ repairs }) => repairs) });
  const isOne = others.length === 0;
  const details = [...schemasOf(group), ...(isNamed(group) ? [] : reachOf(group))];
  const marks = [placeText(finding), axesText(finding), finding.rule, finding.fingerprint].filter(Boolean);
  return [
    first.replace("●", () => paint(group.level, "●")),
    ...lines,
    ...(isNamed(group) ? names(group, columns) : []),
    ...wrap(columns, isOne ? details : [...details, axesText(finding), finding.rule], " · ", indent),
    ...(overlay === undefined ? [] : words(columns, overlay, indent)),
    ...(isOne ? wrap(columns, marks, " · ", indent).map((line) => paint("dim", line)) : []),
  ].filter((line) => line.trim() !== "");
}

/** Whether the group is of whole operations: their names are what people look for. */
function isNamed({ findings, operations }: FindingGroup): boolean {
  const [{ change }] = findings;
  return findings.length > 1 && change.where === "operation" && operations.length > 0;
}

function names({ operations }: FindingGroup, columns: number): string[] {
  const rest = operations.length - MAX_NAMES;
  return [
    ...operations.slice(0, MAX_NAMES).flatMap(({ route }) => words(columns, route, `${indent}  `, indent)),
    ...(rest > 0 ? words(columns, `and ${rest} more, which --all lists`, indent) : []),
  ];
}

/** The schemas with the same change. */
function schemasOf({ findings }: FindingGroup): string[] {
  const found = findings.flatMap(({ change }) => /^schema `(?<name>.*)`$/u.exec(change.where)?.groups?.["name"] ?? []);
  const all = [...new Set(found)];
  return all.length > 1 ? [`in ${firstOf(all)}`] : [];
}

function reachOf({ operations, methods, findings }: FindingGroup): string[] {
  const areas = tally(methods.map((name) => name.split(".")[0] ?? name));
  const resources = areas.map(([area, number]) => `${area} ${number}`);
  const reach = operations.length === findings.length ? "" : `${count(operations.length, "operation")}: `;
  if (operations.length > (findings.length > 1 ? 1 : MAX_OPERATIONS)) return [`${reach}${firstOf(resources, 5)}`];
  const routes = operations.map(({ route }) => route);
  return [
    ...(routes.length === 0 ? [] : [`affects ${firstOf(routes, MAX_OPERATIONS)}`]),
    ...(methods.length === 0 ? [] : [`methods ${firstOf(methods, MAX_OPERATIONS)}`]),
  ];
}
