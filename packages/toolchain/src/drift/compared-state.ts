import type { Contract } from "../contract/contract.js";
import type { SourceDocument } from "../openapi/document.js";

/** One of the two states that are compared: a document as the overlay left it, and the contract read from it. */
export interface ComparedState {
  readonly document: SourceDocument;
  readonly contract: Contract;
}

export interface ComparedStates {
  readonly before: ComparedState;
  readonly after: ComparedState;
}
