import type { Location } from "../location.js";
import type { Json } from "../json.js";

/** A value read from one text, and where its parts stand in it. */
export interface LocatedData {
  readonly value: Json;
  /** Where the value at a JSON pointer was written; the nearest ancestor where the pointer names nothing. */
  readonly locate: (pointer: string) => Location;
}

/** A place where a text is not well-formed and could be read all the same. */
export interface Recovery {
  readonly message: string;
  readonly location: Location;
}

/** Deepest nesting of mappings and sequences that is read. */
export const MAX_DEPTH = 200;

/** Places that hold text by the specification, so that a number there keeps its digits: `version: 1.0` is "1.0". */
export interface TextFields {
  readonly [key: string]: true | TextFields;
}

export const TEXT_FIELDS: TextFields = {
  openapi: true,
  swagger: true,
  overlay: true,
  info: { title: true, version: true },
};
