import { type MaintenanceTask, maintenanceRules, maintenanceOf, repairText } from "../maintenance.js";
import { axesText, placeOf, operationsText, type ReportedLevel, subjectOf, impactOf } from "../describe.js";
import { isAddress, uriPath } from "../../document/file-name.js";
import type { Location } from "../../location.js";
import type { Report, ReportedFinding } from "../report.js";
import { rowFor } from "../rules/rules.js";
import { MAX_REPORT_BYTES } from "./json.js";

const sarifLevels: Readonly<Record<ReportedLevel, "error" | "warning" | "note">> = {
  breaking: "error",
  review: "warning",
  "non-breaking": "note",
  docs: "note",
};

/**
 * SARIF 2.1.0 (OASIS), for code scanning. Accepted findings are included as suppressed, with their reason. So are
 * maintenance tasks, as notes.
 */
export function renderSarif(reports: readonly Report[], version: string): string {
  const whole = print(reports, version);
  if (whole.length <= MAX_REPORT_BYTES) return whole;
  const all = reports.flatMap((report) => report.findings.flatMap(({ change }) => change.operations));
  return print(reports, version, [...new Set(all.map(({ route }) => route))]);
}

/** @param routes Operations that results name by their number here, from 0; undefined where they name them. */
function print(reports: readonly Report[], version: string, routes?: readonly string[]): string {
  const numbers = routes && new Map(routes.map((route, index) => [route, index]));
  const entries = reports.flatMap((report) => entriesOf(report, (route) => numbers?.get(route) ?? route));
  const meanings = new Map(entries.map(({ rule, meaning }) => [rule, meaning]));
  const ids = [...meanings.keys()].toSorted();
  const value = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "specloom drift",
            version,
            rules: ids.map((id) => ({ id, shortDescription: { text: meanings.get(id) ?? id } })),
          },
        },
        ...(routes === undefined ? {} : { properties: { operations: routes } }),
        results: entries.map(({ rule, result }) => ({ ruleId: rule, ruleIndex: ids.indexOf(rule), ...result })),
      },
    ],
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A result with its rule and the rule's meaning. */
interface Entry {
  readonly rule: string;
  readonly meaning: string;
  readonly result: object;
}

type NameOf = (route: string) => string | number;

function entriesOf(report: Report, nameOf: NameOf): Entry[] {
  return [
    ...report.findings.map((finding) => ofFinding(finding, nameOf)),
    ...report.accepted.map(({ reason, ...finding }) => ofFinding(finding, nameOf, reason)),
    ...maintenanceOf(report).map(ofTask),
  ];
}

function ofFinding(finding: ReportedFinding, nameOf: NameOf, reason?: string): Entry {
  const { rule, change, message, methods, repairs, judgement } = finding;
  const place = placeOf(finding);
  const details = [operationsText(finding), ...impactOf(finding)].filter((detail) => detail !== "");
  const logicalLocations = methods.map((name) => ({ fullyQualifiedName: name, kind: "function" }));
  const location = { ...(place && physical(place)), ...(methods.length > 0 && { logicalLocations }) };
  const result = {
    level: sarifLevels[finding.level],
    message: {
      text: [`${subjectOf(finding)} ${message} (${axesText(finding)})`, ...details].join("; "),
    },
    locations: Object.keys(location).length === 0 ? [] : [location],
    relatedLocations: repairs.map((repair) => ({
      ...physical(repair.location),
      message: { text: repairText(repair) },
    })),
    partialFingerprints: { specloomDrift: finding.fingerprint },
    properties: {
      wire: judgement.wire,
      source: judgement.source,
      operations: change.operations.map(({ route }) => nameOf(route)),
      methods,
      overlayActions: repairs.map(({ action }) => action),
    },
    ...(reason === undefined ? {} : { suppressions: [{ kind: "external", justification: reason }] }),
  };
  return { rule, meaning: rowFor(change.kind, change.direction).message, result };
}

function ofTask({ rule, text, location }: MaintenanceTask): Entry {
  return {
    rule,
    meaning: maintenanceRules[rule],
    result: { level: "note", message: { text }, locations: [physical(location)] },
  };
}

function physical({ file, line, column }: Location): object {
  const region =
    line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  // A URI, or a reference relative to the repository (RFC 3986).
  const uri = isAddress(file) && URL.canParse(file) ? new URL(file).href : uriPath(file);
  return { physicalLocation: { artifactLocation: { uri }, ...region } };
}
