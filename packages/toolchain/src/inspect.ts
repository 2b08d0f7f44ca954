import type { Contract } from "./contract/contract.js";
import { parseLockedNames } from "./contract/names/lock.js";
import type { Note } from "./contract/note.js";
import { readContract } from "./contract/read-contract.js";
import type { SourceDocument } from "./document/document.js";
import { readDocument, type Reading } from "./document/read-document.js";
import { readSource } from "./document/read-source.js";
import type { Source } from "./document/source.js";
import { overlay } from "./overlay/overlay-document.js";
import type { ActionReport } from "./overlay/overlay.js";
import { readOverlay } from "./overlay/read-overlay.js";
import { checkIdentity, type ProviderInput } from "./provider.js";

/** A provider's document, its overlay applied. */
export interface Repaired {
  readonly source: Source;
  /** As it was published, with notes on what was merged. */
  readonly published: Reading;
  readonly document: SourceDocument;
  /** What each overlay action did. */
  readonly actions: readonly ActionReport[];
}

/** All that is known of a provider before code is made of it. */
export interface Inspection extends Repaired {
  readonly contract: Contract;
  readonly notes: readonly Note[];
}

/**
 * The first two stages: reads a provider's document and repairs it.
 *
 * @throws {ToolchainError} where the document or the overlay cannot be used.
 */
export function repair(input: ProviderInput): Repaired {
  const source = readSource(input.source);
  checkIdentity(source, input);
  const published = readDocument(source, input.documents);
  if (input.overlay === undefined) return { source, published, document: published.document, actions: [] };
  const { document, report } = overlay(published.document, readOverlay(input.overlay));
  return { source, published, document, actions: report };
}

/**
 * The first three stages: everything up to the contract.
 *
 * @throws {ToolchainError} where a document, an overlay or a declaration cannot be used.
 */
export function inspect(input: ProviderInput): Inspection {
  const repaired = repair(input);
  const { source, document } = repaired;
  const locked = input.contract === undefined ? [] : parseLockedNames(input.contract);
  return { ...repaired, ...readContract(document, { ...source, url: source.files[0]?.url }, locked) };
}
