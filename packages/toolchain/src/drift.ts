import { readContract } from "./contract/read-contract.js";
import { type LockedName, parseLockedNames } from "./contract/names/lock.js";
import type { SourceDocument, SourceText } from "./document/document.js";
import { readDocument } from "./document/read-document.js";
import { readSource } from "./document/read-source.js";
import { readAccepted, sift } from "./drift/accepted.js";
import { drift } from "./drift/drift.js";
import { excerpt } from "./drift/excerpt.js";
import type { Finding } from "./drift/finding.js";
import type { RepairNote, Report, ReportedFinding } from "./drift/report.js";
import type { Side } from "./drift/side.js";
import { createRepairsOf } from "./drift/touch.js";
import { bumpFor } from "./drift/version.js";
import { formatLocation, type Location, ToolchainError } from "./errors.js";
import { overlay } from "./overlay/overlay-document.js";
import type { Overlay } from "./overlay/overlay.js";
import { readOverlay } from "./overlay/read-overlay.js";

/** One state of a provider, as texts. */
export interface ProviderState {
  /** As people named it: a revision, a folder, `upstream`. */
  readonly label: string;
  readonly source: SourceText;
  readonly overlay: SourceText | undefined;
  readonly documents: readonly SourceText[];
  /** `contract.json` of that state, in which names stand. */
  readonly contract: SourceText | undefined;
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
  const source = readSource(after.source);
  const was = readState(before, []);
  // Names stand: where the later state has no contract of its own, generating it would keep the earlier one's.
  const is = readState(after, was.side.contract.operations);
  const repairsOf = createRepairsOf(is.published, is.overlay);
  const report = (finding: Finding): ReportedFinding => ({
    ...finding,
    places: { ...placeIn("before", finding, was.side), ...placeIn("after", finding, is.side) },
    excerpts: { ...excerptIn("before", finding, was.side), ...excerptIn("after", finding, is.side) },
    repairs: repairsOf(finding.change),
  });
  const acceptances = options.accepted === undefined ? [] : readAccepted(options.accepted);
  const sifted = sift(drift({ before: was.side, after: is.side }, options.today), acceptances, options.today);
  return {
    provider: source.name,
    title: source.title,
    package: source.package,
    from: before.label,
    to: after.label,
    findings: sifted.open.map(report),
    accepted: sifted.accepted.map(({ finding, reason }) => ({ ...report(finding), reason })),
    idle: sifted.idle,
    obsolete: is.obsolete.filter(({ target }) => was.obsolete.every((note) => note.target !== target)),
    bump: bumpFor([...sifted.open, ...sifted.accepted.map(({ finding }) => finding)], options.version),
  };
}

interface State {
  readonly side: Side;
  /** As published, before the overlay. */
  readonly published: SourceDocument;
  readonly overlay: Overlay | undefined;
  readonly obsolete: readonly RepairNote[];
}

function readState(state: ProviderState, standing: readonly LockedName[]): State {
  const source = readSource(state.source);
  const { document: published } = readDocument(source, state.documents);
  const applied = state.overlay === undefined ? undefined : readOverlay(state.overlay);
  const { document, obsolete } = repair(published, applied);
  const locked = state.contract === undefined ? standing : parseLockedNames(state.contract);
  const { contract } = readContract(document, { ...source, url: source.files[0]?.url }, locked);
  return { side: { document, contract }, published, overlay: applied, obsolete };
}

function repair(
  published: SourceDocument,
  applied: Overlay | undefined,
): { readonly document: SourceDocument; readonly obsolete: RepairNote[] } {
  if (applied === undefined) return { document: published, obsolete: [] };
  try {
    const { document, report } = overlay(published, applied);
    const obsolete = report
      .filter(({ changed }) => !changed)
      .map(({ action, target, location }) => ({ action, target, location }));
    return { document, obsolete };
  } catch (error) {
    if (!(error instanceof ToolchainError) || !error.code.startsWith("overlay/")) throw error;
    const place = error.location === undefined ? "" : ` ${formatLocation(error.location)}:`;
    const message = `The overlay no longer fits ${published.locate("").file}:${place} ${error.message}`;
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
