import type { Contract } from "../contract/contract.js";
import type { SourceDocument } from "../openapi/document.js";

/** One of the two compared states: a document with its overlay applied, and its contract. */
export interface ComparedState {
  readonly document: SourceDocument;
  readonly contract: Contract;
}

export interface ComparedStates {
  readonly before: ComparedState;
  readonly after: ComparedState;
}
