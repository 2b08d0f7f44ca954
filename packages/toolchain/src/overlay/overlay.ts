import type { Location } from "../location.js";
import type { Json } from "../json.js";

/**
 * A validated overlay document. Only the feature set counts: 1.0.0 and 1.0.1 are both `1.0` (Overlay 1.1.0, Versions).
 */
export interface Overlay {
  readonly version: "1.0" | "1.1";
  readonly title: string;
  /** URI reference of the document that the overlay was written for. The caller chooses the document. */
  readonly extends?: string;
  readonly actions: readonly Action[];
  /** Locates the value at a JSON pointer into the overlay document. */
  readonly locate: (pointer: string) => Location;
}

export interface Action {
  /** RFC 9535 query that selects the nodes to change. */
  readonly target: string;
  readonly description?: string;
  readonly change: OverlayChange;
  /** From `x-allow-unmatched`: the target may match nothing. */
  readonly allowUnmatched: boolean;
}

/** The change of each selected node; `none` for an action whose only modifier is `remove: false`. */
export type OverlayChange =
  | { readonly kind: "update"; readonly value: Json }
  | { readonly kind: "copy"; readonly source: string }
  | { readonly kind: "remove" }
  | { readonly kind: "none" };

/** The effect of one action. An action without effect is obsolete: the provider has made the repair. */
export interface ActionReport {
  /** Position in the overlay, from 1. */
  readonly action: number;
  readonly target: string;
  readonly description?: string;
  /** The number of selected nodes. */
  readonly matched: number;
  readonly changed: boolean;
  readonly location: Location;
}

/** The effect of one action, with JSON pointers into the document before the action. */
export interface AppliedAction extends ActionReport {
  readonly places: readonly string[];
  /** The affected parts; of a merged object, only the keys in the update. */
  readonly written: readonly string[];
}

/** The name of an action in messages: its number and its target. */
export function nameAction(index: number, action: Action): string {
  return `action ${index + 1} (${action.target})`;
}
