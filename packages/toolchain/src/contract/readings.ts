import type { Origin } from "./contract.js";
import type { Note } from "./note.js";

/** What one reader makes of an operation: a fact and where it came from, a doubt to report, or a "no" that ends the matter. */
export type Reading<T> =
  | { readonly kind: "fact"; readonly fact: T; readonly origin: Origin; readonly notes: readonly Note[] }
  | { readonly kind: "doubt"; readonly notes: readonly Note[] }
  | { readonly kind: "none"; readonly notes: readonly Note[] };

/** Reads one kind of fact; undefined where it has nothing to say, so that the next reader is asked. */
export type Reader<S, C, T> = (subject: S, context: C) => Reading<T> | undefined;

/** The first reading that one of the readers gives, in their order: declarations before inference. */
export function firstReading<S, C, T>(readers: readonly Reader<S, C, T>[], subject: S, context: C): Reading<T> {
  for (const read of readers) {
    const reading = read(subject, context);
    if (reading !== undefined) return reading;
  }
  return { kind: "none", notes: [] };
}
