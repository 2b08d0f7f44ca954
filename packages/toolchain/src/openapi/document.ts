import type { Location } from "../location.js";
import type { JsonObject } from "../json.js";

/** An API description as plain data, and where each of its parts was written. */
export interface SourceDocument {
  readonly value: JsonObject;
  /** Where the value at a JSON pointer was written; the nearest known ancestor where the pointer names nothing. */
  readonly locate: (pointer: string) => Location;
  /** What the published document calls a place that its conversion moved; absent where nothing was converted. */
  readonly publishedName?: (pointer: string) => string;
}

/** A text that came from a file, with the path by which messages name it. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}
