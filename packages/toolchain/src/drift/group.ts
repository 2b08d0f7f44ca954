import type { AffectedOperation } from "./change.js";
import { firstOf, type ReportedLevel, reportedLevels, subjectOf } from "./describe.js";
import type { ReportedFinding } from "./report.js";
import { levels } from "./rules/rule.js";
import { rowFor } from "./rules/rules.js";

/** Findings that are reported together: the same change in many places, or changes of one kind in one place. */
export interface FindingGroup {
  readonly level: ReportedLevel;
  /** The change, such as `37 × operation was removed`. */
  readonly title: string;
  readonly findings: readonly [ReportedFinding, ...ReportedFinding[]];
  /** Every affected operation, once. */
  readonly operations: readonly AffectedOperation[];
  /** Every affected method, once. */
  readonly methods: readonly string[];
}

/** Groups findings, the most important first. */
export function groupFindings(findings: readonly ReportedFinding[]): FindingGroup[] {
  const sizes = new Map<string, number>();
  for (const key of findings.flatMap(groupKeysOf)) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  const groups = new Map<string, [ReportedFinding, ...ReportedFinding[]]>();
  for (const finding of findings) {
    const [sameChange, samePart] = groupKeysOf(finding);
    const key = (sizes.get(samePart) ?? 0) > (sizes.get(sameChange) ?? 0) ? samePart : sameChange;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].map(groupOf).toSorted((a, b) => compareSortKeys(sortKeyOf(a), sortKeyOf(b)));
}

/**
 * The two groups that a finding can join: the same change in other places, and other changes of its kind in its place.
 */
function groupKeysOf(finding: ReportedFinding): [sameChange: string, samePart: string] {
  const { rule, message, change } = finding;
  const { where, path, operations } = change;
  const scope = where.startsWith("schema ") ? "" : operations.map(({ route }) => route).join();
  const sameChange =
    path === "" && change.direction === undefined
      ? [rule, partKindOf(finding)]
      : [rule, path === "" ? where : stepsOf(path).at(-1), message];
  return [JSON.stringify(sameChange), JSON.stringify([rule, where, scope])];
}

/** Findings as one group. */
export function groupOf(findings: [ReportedFinding, ...ReportedFinding[]]): FindingGroup {
  const operations = new Map(
    findings.flatMap(({ change }) => change.operations).map((operation) => [operation.route, operation]),
  );
  return {
    level: findings[0].level,
    title: titleOf(findings),
    findings,
    operations: [...operations.values()],
    methods: [...new Set(findings.flatMap(({ methods }) => methods))],
  };
}

function titleOf(findings: readonly [ReportedFinding, ...ReportedFinding[]]): string {
  const [first] = findings;
  const count = findings.length;
  const [wheres, paths, messages] = [
    new Set(findings.map(({ change }) => change.where)),
    new Set(findings.map(({ change }) => change.path)),
    new Set(findings.map(({ message }) => message)),
  ];
  if (count === 1) return `${subjectOf(first)} ${first.message}`;
  if (first.change.direction === undefined && paths.size === 1)
    return `${count} × ${partKindOf(first)} ${messageTemplate(first)}`;
  if (wheres.size > 1) return `${count} × ${commonEnd([...paths]) || partKindOf(first)} ${first.message}`;
  if (paths.size === 1 && messages.size === 1) return `${count} × ${subjectOf(first)} ${first.message}`;
  if (paths.size === 1) return `${subjectOf(first)} ${firstOf([...messages])}`;
  if (messages.size === 1) return `${first.change.where} › ${firstOf([...paths])} ${first.message}`;
  return `${first.change.where} › ${firstOf(findings.map(({ change, message }) => `${change.path} ${message}`))}`;
}

/** The rule's message without values. */
function messageTemplate({ change: { kind, direction } }: ReportedFinding): string {
  return rowFor(kind, direction).message.replaceAll(/`?\{(?:before|after)\}`?/gu, "…");
}

/** The kind of the part, without its name. */
function partKindOf({ change: { where, direction } }: ReportedFinding): string {
  return direction === undefined ? (where.split(" `")[0] ?? where) : where;
}

/** The steps that all paths end with. */
function commonEnd(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => stepsOf(path).toReversed());
  const differs = first.findIndex((step, index) => others.some((steps) => steps[index] !== step));
  return first
    .slice(0, differs < 0 ? first.length : differs)
    .toReversed()
    .join(".");
}

/** The steps of a path; a quoted name may contain a dot. */
function stepsOf(path: string): string[] {
  return path.match(/(?:"(?:\\.|[^"\\])*"|[^."])+/gu) ?? [];
}

/** The most important first: level, wire, whole operations before their parts, TypeScript, then numbers. */
function sortKeyOf({ level, findings, operations }: FindingGroup): number[] {
  const [{ judgement, change }] = findings;
  return [
    -reportedLevels.indexOf(level),
    levels.indexOf(judgement.wire),
    change.direction === undefined ? 1 : 0,
    levels.indexOf(judgement.source),
    Math.max(findings.length, operations.length),
  ];
}

function compareSortKeys(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((weight, at) => weight !== b[at]);
  return index < 0 ? 0 : (b[index] ?? 0) - (a[index] ?? 0);
}
