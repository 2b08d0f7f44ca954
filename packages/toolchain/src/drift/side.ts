import type { Contract } from "../contract/contract.js";
import type { SourceDocument } from "../document/document.js";

/** One of the two states that are compared: a document as the overlay left it, and the contract read from it. */
export interface Side {
  readonly document: SourceDocument;
  readonly contract: Contract;
}

export interface Sides {
  readonly before: Side;
  readonly after: Side;
}
