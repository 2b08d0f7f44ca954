import type { Location } from "../location.js";
import type { JsonObject } from "../json.js";

/** A whole OpenAPI document or a part of one, as one file holds it. */
export interface Fragment {
  /** Path of the file, as messages show it. */
  readonly file: string;
  readonly value: JsonObject;
  readonly locate: (pointer: string) => Location;
}
