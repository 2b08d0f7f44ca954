import type { Contract } from "../contract/contract.js";
import type { CustomModule } from "../emit/weave/custom.js";
import type { SourceDocument } from "../openapi/document.js";

/** One of the two compared states: a document with its overlay applied, and its contract. */
export interface ComparedState {
  readonly document: SourceDocument;
  readonly contract: Contract;
  /** The address of the document. Relative server URLs are relative to it. */
  readonly url?: string | undefined;
  /** The hand-written modules of the package; undefined where they are not compared. */
  readonly custom?: readonly CustomModule[];
}

export interface ComparedStates {
  readonly before: ComparedState;
  readonly after: ComparedState;
}
