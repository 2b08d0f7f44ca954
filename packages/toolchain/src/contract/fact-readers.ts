import type { Origin } from "./contract.js";
import type { Note } from "./note.js";

/**
 * What one reader makes of an operation: a fact and where it came from, a doubt to report, a "no" that ends the matter,
 * or something written there that it cannot use, so that the next reader is asked too.
 */
export type FactReading<T> =
  | { readonly kind: "fact"; readonly fact: T; readonly origin: Origin; readonly notes: readonly Note[] }
  | { readonly kind: "doubt"; readonly notes: readonly Note[] }
  | { readonly kind: "none"; readonly notes: readonly Note[] }
  | { readonly kind: "unused"; readonly notes: readonly Note[] };

/** Reads one kind of fact; undefined where it has nothing to say, so that the next reader is asked. */
export type FactReader<S, C, T> = (subject: S, context: C) => FactReading<T> | undefined;

/** The first reading that settles the matter, in the readers' order: declarations before inference. */
export function firstReading<S, C, T>(readers: readonly FactReader<S, C, T>[], subject: S, context: C): FactReading<T> {
  const unused: Note[] = [];
  for (const read of readers) {
    const reading = read(subject, context);
    if (reading?.kind === "unused") unused.push(...reading.notes);
    else if (reading !== undefined) return { ...reading, notes: [...unused, ...reading.notes] };
  }
  return { kind: "none", notes: unused };
}
