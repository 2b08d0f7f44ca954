import type { SourceDocument } from "../../openapi/document.js";
import { ToolchainError } from "../../errors.js";
import type { Json } from "../../json.js";
import type { Origin } from "../contract.js";
import { type Located, members } from "../../openapi/located.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import type { FactReading } from "../fact-readers.js";

/** The fact in an annotation, undefined for an explicit "none", with notes on its unused parts. */
export interface Annotated<T> {
  readonly fact: T | undefined;
  readonly notes?: readonly Note[];
}

/** An extension of another generator, with its reader. */
export interface Annotation {
  readonly name: string;
  readonly at: Located<Json>;
  readonly operation: OperationSource;
  readonly document: SourceDocument;
}

/**
 * Reads another generator's extension. An unreadable one is not an error, because it was written for another tool: a
 * note has its location and the expected value, and other readers follow.
 */
export function readAnnotation<T>(origin: Origin, annotation: Annotation, read: () => Annotated<T>): FactReading<T> {
  try {
    const { fact, notes = [] } = read();
    return fact === undefined ? { kind: "none", notes } : { kind: "fact", fact, origin, notes };
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    return { kind: "unused", notes: [unused(annotation, error.message, error.location)] };
  }
}

/** A note that an annotation, or a part of it, is not used. */
export function unused(
  { name, at, operation, document }: Annotation,
  why: string,
  location = document.locate(at.pointer),
): Note {
  return { kind: "annotation", operation: operation.id, location, message: `${name} is not used: ${why}` };
}

/** A note for each unknown key of an annotated object: its content is ignored. */
export function strayKeys(annotation: Annotation, holder: Located<Json>, known: readonly string[]): Note[] {
  return members(holder)
    .filter(([key]) => !known.includes(key))
    .map(([key, { pointer }]) => ({
      kind: "annotation",
      operation: annotation.operation.id,
      location: annotation.document.locate(pointer),
      message: `${annotation.name}: the key '${key}' is not supported; supported are ${known.join(", ")}.`,
    }));
}
