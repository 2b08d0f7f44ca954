import { digitsOf } from "../../json.js";
import type { AffectedOperation } from "../change.js";
import type { Report, ReportedFinding } from "../report.js";

/** A longer report names operations by their number in one list. */
export const MAX_REPORT_BYTES = 5_000_000;

/** The report as JSON, its keys in a fixed order. */
export function renderJson(reports: readonly Report[]): string {
  const whole = print(reports.map((report) => plainReport(report, ({ operations }) => operations)));
  return whole.length <= MAX_REPORT_BYTES ? whole : print(reports.map(numbered));
}

function print(reports: readonly object[]): string {
  return `${JSON.stringify({ version: 1, reports }, digitsOf, 2)}\n`;
}

/** A report with one list of operations, in which findings give numbers, from 0. */
function numbered(report: Report): object {
  const all = new Map<string, AffectedOperation>();
  for (const { change } of [...report.findings, ...report.accepted])
    for (const operation of change.operations) all.set(operation.id, operation);
  const numbers = new Map([...all.keys()].map((id, index) => [id, index]));
  const named = plainReport(report, ({ operations }) => operations.map(({ id }) => numbers.get(id) ?? 0));
  return { ...named, operations: [...all.values()] };
}

type OperationsOf = (change: ReportedFinding["change"]) => readonly (AffectedOperation | number)[];

function plainReport({ isVendored: _isVendored, ...report }: Report, operationsOf: OperationsOf): object {
  return {
    ...report,
    findings: report.findings.map((finding) => plainFacts(finding, operationsOf)),
    accepted: report.accepted.map((finding) => ({ ...plainFacts(finding, operationsOf), reason: finding.reason })),
  };
}

function plainFacts(finding: ReportedFinding, operationsOf: OperationsOf): object {
  const { rule, level, judgement, message, fingerprint, methods, places, repairs, change } = finding;
  const { kind, direction, where, path, before, after } = change;
  return {
    rule,
    level,
    wire: judgement.wire,
    source: judgement.source,
    fingerprint,
    kind,
    direction: direction ?? null,
    where,
    path,
    message,
    before: before && { ...before, location: places.before },
    after: after && { ...after, location: places.after },
    operations: operationsOf(change),
    methods,
    repairs,
  };
}
