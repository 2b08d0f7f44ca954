import type { LockedName } from "./contract/names/lock.js";
import type { SourceText } from "./document/document.js";
import { readSource } from "./document/read-source.js";
import { documentPaths } from "./document/source.js";
import { readAccepted, sift } from "./drift/accepted.js";
import { drift } from "./drift/drift.js";
import { excerpt } from "./drift/excerpt.js";
import type { Finding } from "./drift/finding.js";
import type { Report, ReportedFinding } from "./drift/report.js";
import type { Side } from "./drift/side.js";
import { obsoleteActions, repairsOf } from "./drift/touch.js";
import { bumpFor } from "./drift/version.js";
import { formatLocation, type Location, ToolchainError } from "./errors.js";
import { type Inspection, inspectRepaired, type ProviderTexts, repairDocument, type Repaired } from "./inspect.js";

/** One state of a provider, as texts. */
export interface ProviderState extends ProviderTexts {
  /** As people named it: a revision, a folder, `upstream`. */
  readonly label: string;
}

export interface DriftOptions {
  /** An ISO 8601 date, by which sunsets and acceptances are told. */
  readonly today: string;
  /** `specs/<provider>/accepted.yaml`. */
  readonly accepted: SourceText | undefined;
  /** The package's version as it is. */
  readonly version: string | undefined;
}

/**
 * Compares two states of one provider. Texts in, a report out: nothing is read, written or fetched.
 *
 * @throws ToolchainError where a state cannot be read, `drift/repair` where an overlay action can no longer be applied
 */
export function driftProvider(before: ProviderState, after: ProviderState, options: DriftOptions): Report {
  const was = readState(before, []);
  // Names stand: where the later state has no contract of its own, generating it would keep the earlier one's.
  const is = readState(after, was.contract.operations);
  const { source } = is;
  const obsolete = new Set(obsoleteActions(was.actions).map(({ target }) => target));
  const report = (finding: Finding): ReportedFinding => ({
    ...finding,
    places: { ...placeIn("before", finding, was), ...placeIn("after", finding, is) },
    excerpts: { ...excerptIn("before", finding, was), ...excerptIn("after", finding, is) },
    repairs: repairsOf(finding.change, is.actions),
  });
  const acceptances = options.accepted === undefined ? [] : readAccepted(options.accepted);
  const sifted = sift(drift({ before: was, after: is }, options.today), acceptances, options.today);
  return {
    provider: source.name,
    title: source.title,
    package: source.package,
    from: before.label,
    to: after.label,
    findings: sifted.open.map(report),
    accepted: sifted.accepted.map(({ finding, reason }) => ({ ...report(finding), reason })),
    idle: sifted.idle,
    obsolete: obsoleteActions(is.actions).filter(({ target }) => !obsolete.has(target)),
    bump: bumpFor([...sifted.open, ...sifted.accepted.map(({ finding }) => finding)], options.version),
  };
}

function readState(state: ProviderState, standing: readonly LockedName[]): Inspection {
  return inspectRepaired(repairState(state), state, standing);
}

/** What an overlay says of a document that has moved on is told with both places. */
function repairState(state: ProviderState): Repaired {
  const source = readSource(state.source);
  try {
    return repairDocument(source, state);
  } catch (error) {
    if (!(error instanceof ToolchainError) || !error.code.startsWith("overlay/")) throw error;
    const place = error.location === undefined ? "" : ` ${formatLocation(error.location)}:`;
    const message = `The overlay no longer fits ${documentPaths(source).join(", ")}:${place} ${error.message}`;
    throw new ToolchainError("drift/repair", message, { location: error.location, hint: error.hint, cause: error });
  }
}

function placeIn(
  side: "before" | "after",
  { change }: Finding,
  { document }: Side,
): Partial<Record<"before" | "after", Location>> {
  const written = change[side];
  return written === undefined || written.pointer === "" ? {} : { [side]: document.locate(written.pointer) };
}

function excerptIn(
  side: "before" | "after",
  { change }: Finding,
  { document }: Side,
): Partial<Record<"before" | "after", string>> {
  const text = excerpt(document, change[side]?.pointer ?? "");
  return text === undefined ? {} : { [side]: text };
}
