import type { SourceText } from "../openapi/document.js";
import { readYaml } from "../document/yaml.js";
import { ToolchainError } from "../errors.js";
import type { Location } from "../location.js";
import { formatPointer, isObject, type Json } from "../json.js";
import type { DriftFinding } from "./finding.js";

/** An entry of `accepted.yaml`: a finding that a person has accepted. */
export interface Acceptance {
  readonly fingerprint: string;
  readonly reason: string;
  /** ISO 8601 date on which the acceptance ends; undefined for no end. */
  readonly expires: string | undefined;
  readonly location: Location;
}

/** Findings, divided by acceptance. */
export interface DividedFindings {
  readonly open: readonly DriftFinding[];
  readonly accepted: readonly { readonly finding: DriftFinding; readonly reason: string }[];
  /** Entries that have expired or match no finding. */
  readonly staleAcceptances: readonly { readonly entry: Acceptance; readonly isExpired: boolean }[];
}

/**
 * Reads `accepted.yaml`.
 *
 * @throws {ToolchainError} `drift/accepted`, and the errors of `readYaml`.
 */
export function readAccepted(text: SourceText): Acceptance[] {
  const { value, locate } = readYaml(text, undefined, { fingerprint: true, reason: true });
  if (value === null) return [];
  if (!Array.isArray(value)) throw refusal("Expected a list of accepted findings", locate(""));
  const entries = value.map((entry, index) => readEntry(entry, (...keys) => locate(formatPointer([index, ...keys]))));
  const lines = new Map<string, number | undefined>();
  for (const { fingerprint, location } of entries) {
    if (lines.has(fingerprint))
      throw refusal(`Expected ${fingerprint} once, found it on line ${lines.get(fingerprint)}, too`, location);
    lines.set(fingerprint, location.line);
  }
  return entries;
}

/** @param today An ISO 8601 date. */
export function applyAcceptances(
  findings: readonly DriftFinding[],
  acceptances: readonly Acceptance[],
  today: string,
): DividedFindings {
  const valid = new Map(
    acceptances.filter((entry) => !isExpired(entry, today)).map((entry) => [entry.fingerprint, entry]),
  );
  const known = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    open: findings.filter(({ fingerprint }) => !valid.has(fingerprint)),
    accepted: findings.flatMap((finding) => {
      const entry = valid.get(finding.fingerprint);
      return entry === undefined ? [] : [{ finding, reason: entry.reason }];
    }),
    staleAcceptances: acceptances
      .filter((entry) => isExpired(entry, today) || !known.has(entry.fingerprint))
      .map((entry) => ({ entry, isExpired: isExpired(entry, today) })),
  };
}

function isExpired({ expires }: Acceptance, today: string): boolean {
  return expires !== undefined && expires <= today;
}

function readEntry(entry: Json, locate: (...keys: string[]) => Location): Acceptance {
  if (!isObject(entry)) throw refusal("Expected `fingerprint` and `reason`", locate());
  const { fingerprint, reason, expires, ...others } = entry;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw refusal(`Expected \`fingerprint\`, \`reason\` and \`expires\`, found ${unknown}`, locate(unknown));
  if (typeof fingerprint !== "string" || !/^[0-9a-f]{12}$/u.test(fingerprint))
    throw refusal(
      "Expected `fingerprint` to be twelve hexadecimal digits, as drift prints them",
      locate("fingerprint"),
    );
  if (typeof reason !== "string" || reason.trim() === "")
    throw refusal(`Expected a \`reason\` for accepting ${fingerprint}`, locate("reason"));
  if (expires !== undefined && (typeof expires !== "string" || !isDate(expires)))
    throw refusal("Expected `expires` to be a date such as 2030-01-31", locate("expires"));
  return { fingerprint, reason, expires, location: locate() };
}

/** Returns true for a date that exists (ISO 8601). `Date` reads February 30 as a day in March. */
function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/u.test(text) && JSON.stringify(new Date(text)).startsWith(`"${text}`);
}

function refusal(message: string, location: Location): ToolchainError {
  return new ToolchainError("drift/accepted", message, { location });
}
