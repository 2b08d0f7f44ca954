import { digitsOf } from "../../json.js";
import type { Report, ReportedFinding } from "../report.js";

/** The report as JSON, its keys in a fixed order. */
export function renderJson(reports: readonly Report[]): string {
  const value = {
    version: 1,
    reports: reports.map((report) => ({
      ...report,
      findings: report.findings.map(plain),
      accepted: report.accepted.map((finding) => ({ ...plain(finding), reason: finding.reason })),
    })),
  };
  return `${JSON.stringify(value, digitsOf, 2)}\n`;
}

function plain(finding: ReportedFinding): object {
  const { rule, level, judgement, message, fingerprint, methods, places, repairs, change } = finding;
  const { kind, direction, where, path, before, after, operations } = change;
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
    operations,
    methods,
    repairs,
  };
}
