import type { Location } from "../location.js";
import type { Json } from "../json.js";

/** An overlay document, validated. Only the feature set counts: 1.0.0 and 1.0.1 are both `1.0` (Overlay 1.1.0, Versions). */
export interface Overlay {
  readonly version: "1.0" | "1.1";
  readonly title: string;
  /** URI reference of the document that the overlay was written for. Choosing the document is the caller's task. */
  readonly extends?: string;
  readonly actions: readonly Action[];
  /** Where the value at a JSON pointer into the overlay document was written. */
  readonly locate: (pointer: string) => Location;
}

export interface Action {
  /** RFC 9535 query that selects the nodes to change. */
  readonly target: string;
  readonly description?: string;
  readonly change: OverlayChange;
  /** From `x-allow-unmatched`: the pipeline accepts that the target matches nothing. */
  readonly allowUnmatched: boolean;
}

/** What an action does to each node that it selects; `none` is an action whose only modifier is `remove: false`. */
export type OverlayChange =
  | { readonly kind: "update"; readonly value: Json }
  | { readonly kind: "copy"; readonly source: string }
  | { readonly kind: "remove" }
  | { readonly kind: "none" };

/** What one action did. An action that changed nothing is obsolete: its repair has been made upstream. */
export interface ActionReport {
  /** Position in the overlay, from 1. */
  readonly action: number;
  readonly target: string;
  readonly description?: string;
  /** How many nodes the target selected. */
  readonly matched: number;
  readonly changed: boolean;
  readonly location: Location;
}

/** What one action did, and where: JSON pointers into the document as the actions before it left it. */
export interface AppliedAction extends ActionReport {
  readonly places: readonly string[];
  /** The parts there that it is about: of an object that it is merged into, only those that it names. */
  readonly written: readonly string[];
}

/** How messages name an action: its number and its target. */
export function nameAction(index: number, action: Action): string {
  return `action ${index + 1} (${action.target})`;
}
