import type { Contract } from "./contract/contract.js";
import { type Locked, parseLock } from "./contract/names/lock.js";
import { type Models, modelsOf, renamedModels } from "./contract/names/models.js";
import { omitUndefined } from "./contract/omit-undefined.js";
import { defectNotes } from "./contract/defect-notes.js";
import type { Note } from "./contract/note.js";
import { versionNotes } from "./contract/version-notes.js";
import type { OperationSource } from "./contract/operations.js";
import { withFernAnswers } from "./contract/annotations/fern-answers.js";
import { readContract } from "./contract/read-contract.js";
import type { SourceDocument } from "./openapi/document.js";
import { readDocument, type PublishedDocument } from "./document/read-document.js";
import type { Defect } from "./document/defects/defect.js";
import { soundDocument } from "./document/defects/sound-document.js";
import { valueAt } from "./json.js";
import { readSource } from "./document/read-source.js";
import type { Source } from "./document/source.js";
import { subset } from "./document/subset.js";
import { overlay } from "./overlay/overlay-document.js";
import type { AppliedAction } from "./overlay/overlay.js";
import { readOverlay } from "./overlay/read-overlay.js";
import type { Location } from "./location.js";
import { checkIdentity, type ProviderInput } from "./provider.js";
import { inStage } from "./stage.js";

/** A provider's document with its overlay applied. */
export interface Repaired {
  readonly source: Source;
  /** The published document, with notes on merged parts. */
  readonly published: PublishedDocument;
  /** The document with its overlay applied, for people to read. */
  readonly repaired: SourceDocument;
  /** The same with a safe repair of each remaining defect; later stages read this one. */
  readonly document: SourceDocument;
  readonly defects: readonly Defect[];
  /** The effect of each overlay action. */
  readonly actions: readonly AppliedAction[];
}

/** Everything known about a provider before generation. */
export interface Inspection extends Repaired {
  readonly contract: Contract;
  /** The types of its schemas. */
  readonly models: Models;
  /** The operations of the contract as the document has them. */
  readonly operations: readonly OperationSource[];
  readonly notes: readonly Note[];
}

/**
 * The first two stages: reads a provider's document and repairs it.
 *
 * @throws {ToolchainError} where the document or the overlay is not usable.
 */
export function repair(input: ProviderInput): Repaired {
  const source = readSource(input.source);
  checkIdentity(source, input);
  return repairDocument(source, input);
}

/** The inputs of a provider's contract, from any state. */
export type ProviderTexts = Pick<ProviderInput, "source" | "overlay" | "documents" | "contract">;

/**
 * Reads the document of a source and repairs it.
 *
 * @throws {ToolchainError} where the document or the overlay is not usable.
 */
export function repairDocument(source: Source, texts: Pick<ProviderTexts, "overlay" | "documents">): Repaired {
  const [first] = texts.documents;
  const published = inStage(
    "its reading",
    () => ({ file: first?.path ?? source.path, line: 1, column: 1 }),
    // An overlay's actions are for the whole document.
    () => readDocument(texts.overlay === undefined ? source : wholeOf(source), texts.documents),
  );
  const root = (): Location => published.document.locate("");
  const { overlay: text } = texts;
  const { document: whole, report } =
    text === undefined
      ? { document: published.document, report: [] }
      : inStage("its overlay", root, () => overlay(published.document, readOverlay(text)));
  const repaired =
    text === undefined ? whole : inStage("the choice of its operations", root, () => subset(whole, source));
  const isThere = ({ pointer }: Defect): boolean => valueAt(repaired.value, pointer) !== undefined;
  const known = published.defects.filter(isThere);
  const sound = inStage("the reading of its defects", root, () => soundDocument(repaired, known));
  return { source, published, repaired, ...sound, document: withFernAnswers(sound.document), actions: report };
}

function wholeOf(source: Source): Source {
  return { ...source, include: [], exclude: [] };
}

/**
 * The first three stages, up to the contract.
 *
 * @throws {ToolchainError} where a document, an overlay or a declaration is not usable.
 */
export function inspect(input: ProviderInput): Inspection {
  return inspectRepaired(repair(input), input);
}

/**
 * The contract of a repaired document.
 *
 * @param earlier Names to keep where the texts have no contract.
 * @throws {ToolchainError} where the document or a declaration is not usable.
 */
export function inspectRepaired(
  repaired: Repaired,
  { contract }: Pick<ProviderTexts, "contract">,
  earlier: Locked = { operations: [] },
): Inspection {
  const { source, document } = repaired;
  const locked = contract === undefined ? earlier : parseLock(contract);
  const identity = { ...source, url: source.files[0]?.url };
  const read = inStage(
    "its contract",
    () => document.locate(""),
    () => {
      const models = modelsOf(document.value, new Map(Object.entries(locked.models ?? {})));
      const { contract: facts, ...sources } = readContract(document, identity, locked.operations);
      return { contract: omitUndefined({ ...facts, models: renamedModels(models.names) }), models, ...sources };
    },
  );
  return {
    ...repaired,
    ...read,
    notes: [...defectNotes(repaired, read.contract), ...versionNotes(repaired.actions), ...read.notes],
  };
}
