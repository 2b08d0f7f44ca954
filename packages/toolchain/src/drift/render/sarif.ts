import { axesText, placeOf, reachOf, type ShownLevel, subjectOf, touchesOf } from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";
import { rules } from "../rules/rules.js";

const sarifLevels: Readonly<Record<ShownLevel, "error" | "warning" | "note">> = {
  breaking: "error",
  review: "warning",
  "non-breaking": "note",
  docs: "note",
};

/** SARIF 2.1.0 (OASIS), for code scanning. Accepted findings are there, suppressed with their reason. */
export function renderSarif(reports: readonly Report[], version: string): string {
  const ids = [...new Set(reports.flatMap(all).map(({ finding }) => finding.rule))].toSorted();
  const kinds = new Map(reports.flatMap(all).map(({ finding }) => [finding.rule, finding.change.kind]));
  const value = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "specloom drift",
            version,
            rules: ids.map((id) => {
              const kind = kinds.get(id);
              return { id, shortDescription: { text: kind === undefined ? id : rules[kind].message } };
            }),
          },
        },
        results: reports.flatMap((report) => all(report).map((entry) => result(entry, ids))),
      },
    ],
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

interface Entry {
  readonly finding: ReportedFinding;
  readonly reason?: string;
}

function all({ findings, accepted }: Report): Entry[] {
  return [
    ...findings.map((finding) => ({ finding })),
    ...accepted.map(({ reason, ...finding }) => ({ finding, reason })),
  ];
}

function result({ finding, reason }: Entry, ids: readonly string[]): object {
  const place = placeOf(finding);
  const details = [reachOf(finding), ...touchesOf(finding)].filter((detail) => detail !== "");
  const { change, methods, repairs } = finding;
  return {
    ruleId: finding.rule,
    ruleIndex: ids.indexOf(finding.rule),
    level: sarifLevels[finding.level],
    message: {
      text: [`${subjectOf(finding)} ${finding.message} (${axesText(finding)})`, ...details].join("; "),
    },
    ...(place === undefined ? {} : { locations: [location(place)] }),
    partialFingerprints: { specloomDrift: finding.fingerprint },
    properties: {
      operations: change.operations.map(({ route }) => route),
      methods,
      overlayActions: repairs.map(({ action }) => action),
    },
    ...(reason === undefined ? {} : { suppressions: [{ kind: "external", justification: reason }] }),
  };
}

function location({ file, line, column }: NonNullable<ReturnType<typeof placeOf>>): object {
  const region =
    line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  // A URI reference (RFC 3986), relative to the repository.
  return { physicalLocation: { artifactLocation: { uri: encodeURI(file) }, ...region } };
}
