import type { SourceText } from "./openapi/document.js";
import { readAccepted, applyAcceptances } from "./drift/accepted.js";
import { drift } from "./drift/drift.js";
import { excerpt } from "./drift/excerpt.js";
import type { DriftFinding } from "./drift/finding.js";
import type { Report, ReportedFinding } from "./drift/report.js";
import type { ComparedState } from "./drift/compared-state.js";
import { obsoleteActions, repairsOf } from "./drift/overlay-impact.js";
import { bumpFor } from "./drift/version.js";
import type { Location } from "./location.js";
import { inStage } from "./stage.js";
import { type ProviderState, readState } from "./read-state.js";

export interface DriftOptions {
  /** An ISO 8601 date, for sunsets and acceptances. */
  readonly today: string;
  /** `specs/<provider>/accepted.yaml`. */
  readonly accepted: SourceText | undefined;
  /** The package's current version. */
  readonly version: string | undefined;
}

/**
 * Compares two states of one provider. Pure: no file or network access.
 *
 * @throws {ToolchainError} where a state cannot be read, `drift/repair` where an overlay action can no longer be
 * applied.
 */
export function driftProvider(before: ProviderState, after: ProviderState, options: DriftOptions): Report {
  const was = readState(before);
  const is = readState(after, was);
  const { source } = is;
  const obsolete = new Set(obsoleteActions(was.actions).map(({ target }) => target));
  const report = (finding: DriftFinding): ReportedFinding => ({
    ...finding,
    places: { ...placeIn("before", finding, was), ...placeIn("after", finding, is) },
    excerpts: { ...excerptIn("before", finding, was), ...excerptIn("after", finding, is) },
    repairs: repairsOf(finding.change, is.actions),
  });
  const acceptances = options.accepted === undefined ? [] : readAccepted(options.accepted);
  const divided = applyAcceptances(
    inStage(
      "its comparison",
      () => is.document.locate(""),
      () => drift({ before: was, after: is }, options.today),
    ),
    acceptances,
    options.today,
  );
  return {
    provider: source.name,
    title: source.title,
    package: source.package,
    from: before.label,
    to: after.label,
    findings: divided.open.map(report),
    accepted: divided.accepted.map(({ finding, reason }) => ({ ...report(finding), reason })),
    staleAcceptances: divided.staleAcceptances,
    obsolete: obsoleteActions(is.actions).filter(({ target }) => !obsolete.has(target)),
    bump: bumpFor([...divided.open, ...divided.accepted.map(({ finding }) => finding)], options.version),
  };
}

function placeIn(
  side: "before" | "after",
  { change }: DriftFinding,
  { document }: ComparedState,
): Partial<Record<"before" | "after", Location>> {
  const written = change[side];
  return written === undefined || written.pointer === "" ? {} : { [side]: document.locate(written.pointer) };
}

function excerptIn(
  side: "before" | "after",
  { change }: DriftFinding,
  { document }: ComparedState,
): Partial<Record<"before" | "after", string>> {
  const text = excerpt(document, change[side]?.pointer ?? "");
  return text === undefined ? {} : { [side]: text };
}
