import type { Reached } from "./change.js";
import { few, type ShownLevel, shownLevels, subjectOf } from "./describe.js";
import type { ReportedFinding } from "./report.js";
import { levels } from "./rules/rule.js";
import { driftRules } from "./rules/rules.js";

/** Findings that people see as one: the same change at many places, or changes of one kind at one place. */
export interface FindingGroup {
  readonly level: ShownLevel;
  /** What happened, such as `37 × operation was removed`. */
  readonly title: string;
  readonly findings: readonly [ReportedFinding, ...ReportedFinding[]];
  /** Every operation that one of them reaches, once. */
  readonly operations: readonly Reached[];
  /** Every method that one of them touches, once. */
  readonly methods: readonly string[];
}

/** Groups findings, the gravest first. */
export function groupFindings(findings: readonly ReportedFinding[]): FindingGroup[] {
  const sizes = new Map<string, number>();
  for (const key of findings.flatMap(keysOf)) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  const groups = new Map<string, [ReportedFinding, ...ReportedFinding[]]>();
  for (const finding of findings) {
    const [same, near] = keysOf(finding);
    const key = (sizes.get(near) ?? 0) > (sizes.get(same) ?? 0) ? near : same;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].map(groupOf).toSorted((a, b) => compareWeights(weightOf(a), weightOf(b)));
}

/** What a finding may be told together with: the same change elsewhere, and other changes of its kind at its place. */
function keysOf(finding: ReportedFinding): [same: string, near: string] {
  const { rule, message, change } = finding;
  const { where, path, operations } = change;
  const scope = where.startsWith("schema ") ? "" : operations.map(({ route }) => route).join();
  const same =
    path === "" && change.direction === undefined
      ? [rule, nounOf(finding)]
      : [rule, path === "" ? where : stepsOf(path).at(-1), message];
  return [JSON.stringify(same), JSON.stringify([rule, where, scope])];
}

function groupOf(findings: [ReportedFinding, ...ReportedFinding[]]): FindingGroup {
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
    return `${count} × ${nounOf(first)} ${meaningOf(first)}`;
  if (wheres.size > 1) return `${count} × ${commonEnd([...paths]) || nounOf(first)} ${first.message}`;
  if (paths.size === 1 && messages.size === 1) return `${count} × ${subjectOf(first)} ${first.message}`;
  if (paths.size === 1) return `${subjectOf(first)} ${few([...messages])}`;
  if (messages.size === 1) return `${first.change.where} › ${few([...paths])} ${first.message}`;
  return `${first.change.where} › ${few(findings.map(({ change, message }) => `${change.path} ${message}`))}`;
}

/** The rule's message, whatever stood on either side. */
function meaningOf({ change: { kind } }: ReportedFinding): string {
  return driftRules[kind].message.replaceAll(/`?\{(?:before|after)\}`?/gu, "…");
}

/** What kind of part it is: those that have a name of their own are told by what they are. */
function nounOf({ change: { where, direction } }: ReportedFinding): string {
  return direction === undefined ? (where.split(" `")[0] ?? where) : where;
}

/** The steps that several paths end in alike. */
function commonEnd(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => stepsOf(path).toReversed());
  const differs = first.findIndex((step, index) => others.some((steps) => steps[index] !== step));
  return first
    .slice(0, differs < 0 ? first.length : differs)
    .toReversed()
    .join(".");
}

/** The steps of a path; a name in quotes may hold a dot. */
function stepsOf(path: string): string[] {
  return path.match(/(?:"(?:\\.|[^"\\])*"|[^."])+/gu) ?? [];
}

/** The worst first: level, then what travels, whole operations before their parts, TypeScript, and then numbers. */
function weightOf({ level, findings, operations }: FindingGroup): number[] {
  const [{ judgement, change }] = findings;
  return [
    -shownLevels.indexOf(level),
    levels.indexOf(judgement.wire),
    change.direction === undefined ? 1 : 0,
    levels.indexOf(judgement.source),
    Math.max(findings.length, operations.length),
  ];
}

function compareWeights(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((weight, at) => weight !== b[at]);
  return index < 0 ? 0 : (b[index] ?? 0) - (a[index] ?? 0);
}
