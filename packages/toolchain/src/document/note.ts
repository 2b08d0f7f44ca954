import type { Location } from "../location.js";

/** Something that a person should know and that stops nothing, with the places that it concerns. */
export interface DocumentNote {
  readonly code: "descriptions-differ" | "decision-unused" | "page-differs" | "page-not-compared";
  readonly message: string;
  readonly places: readonly Location[];
}
