import type { SourceText } from "./openapi/document.js";
import { readAccepted, applyAcceptances } from "./drift/accepted.js";
import { drift, providerDrift } from "./drift/drift.js";
import { excerpt } from "./drift/excerpt.js";
import type { DriftFinding } from "./drift/finding.js";
import type { Report, ReportedFinding } from "./drift/report.js";
import type { ComparedState } from "./drift/compared-state.js";
import { obsoleteActions, repairsOf } from "./drift/overlay-impact.js";
import { bumpFor } from "./drift/version.js";
import type { Location } from "./location.js";
import { readCustom } from "./emit/weave/read-custom.js";
import { type Json, valueAt } from "./json.js";
import type { Inspection } from "./inspect.js";
import { inStage } from "./stage.js";
import { type ProviderState, readState } from "./read-state.js";

export interface DriftOptions {
  /** An ISO 8601 date, for sunsets and acceptances. */
  readonly today: string;
  /** `specs/<provider>/accepted.yaml`. */
  readonly accepted: SourceText | undefined;
  /** Whether the repository has the provider. */
  readonly isVendored?: boolean;
  /** The package's current version. */
  readonly version: string | undefined;
}

/**
 * Compares two states of one provider, which may be in one of them only. Pure: no file or network access.
 *
 * @throws {ToolchainError} if a state cannot be read; `drift/repair` if an overlay action can no longer be applied;
 * `drift/too-deep` if the comparison needs more stack than the thread has.
 */
export function driftProvider(
  before: ProviderState | undefined,
  after: ProviderState | undefined,
  options: DriftOptions,
): Report {
  const was = before && readState(before);
  const is = after && readState(after, was);
  const known = is ?? was;
  if (known === undefined) throw new TypeError("Expected a provider in one of the states");
  const isChanged = before && after && isCustomChanged(before, after);
  const stateOf = (read: Inspection, { custom: texts = [] }: ProviderState): ComparedState => ({
    ...read,
    url: read.source.files[0]?.url,
    custom: isChanged ? readCustom(texts) : [],
  });
  const findings = inStage(
    "its comparison",
    () => known.document.locate(""),
    () =>
      was && is && before && after
        ? drift({ before: stateOf(was, before), after: stateOf(is, after) }, options.today)
        : providerDrift(is === undefined ? "provider-removed" : "provider-added", known),
    "drift/too-deep",
  );
  const report = (finding: DriftFinding): ReportedFinding => ({
    ...finding,
    places: { ...placeIn("before", finding, was), ...placeIn("after", finding, is) },
    excerpts: { ...excerptIn("before", finding, was), ...excerptIn("after", finding, is) },
    repairs: repairsOf(finding.change, is?.actions ?? []),
  });
  const acceptances = options.accepted === undefined ? [] : readAccepted(options.accepted);
  const divided = applyAcceptances(findings, acceptances, options.today);
  const { source } = known;
  const obsolete = new Set(obsoleteActions(was?.actions ?? []).map(({ target }) => target));
  return {
    provider: source.name,
    title: source.title,
    package: source.package,
    from: before?.label ?? "nothing",
    to: after?.label ?? "nothing",
    findings: divided.open.map(report),
    accepted: divided.accepted.map(({ finding, reason }) => ({ ...report(finding), reason })),
    staleAcceptances: divided.staleAcceptances,
    obsolete: obsoleteActions(is?.actions ?? []).filter(({ target }) => !obsolete.has(target)),
    bump: bumpFor([...divided.open, ...divided.accepted.map(({ finding }) => finding)], options.version),
    isVendored: options.isVendored ?? true,
  };
}

/** Whether hand-written modules differ, where both states have the package; reading them loads the compiler. */
function isCustomChanged({ custom: before }: ProviderState, { custom: after }: ProviderState): boolean {
  if (before === undefined || after === undefined) return false;
  const textsOf = (custom: readonly SourceText[]): string =>
    JSON.stringify(custom.map(({ path, text }) => [path, text]));
  return textsOf(before) !== textsOf(after);
}

/** Where a change stands in a state: the nearest part that is there. */
function placeIn(
  side: "before" | "after",
  { change }: DriftFinding,
  state: ComparedState | undefined,
): Partial<Record<"before" | "after", Location>> {
  const pointer = (change[side] ?? change.after ?? change.before)?.pointer;
  if (state === undefined || pointer === undefined || pointer === "") return {};
  return { [side]: state.document.locate(nearest(state.document.value, pointer)) };
}

/** The pointer, or that of the nearest parent that exists. */
function nearest(value: Json, pointer: string): string {
  return pointer === "" || valueAt(value, pointer) !== undefined
    ? pointer
    : nearest(value, pointer.slice(0, pointer.lastIndexOf("/")));
}

function excerptIn(
  side: "before" | "after",
  { change }: DriftFinding,
  state: ComparedState | undefined,
): Partial<Record<"before" | "after", string>> {
  const text = state && excerpt(state.document, change[side]?.pointer ?? "");
  return text === undefined ? {} : { [side]: text };
}
