import type { GenerationNote } from "../generate.js";
import { formatLocation } from "../location.js";
import { count } from "../plural.js";
import { oneLine } from "../visible.js";

/** Notes that an overlay action settles, the most useful first: a list or a job is worth more than a name. */
const ORDER: readonly GenerationNote["kind"][] = ["doubtful", "states", "fallback", "defect"];

/** Printed repairs; the rest are counted. */
const SHOWN = 3;

/** The length of a printed repair, in characters. */
const MAX_LENGTH = 160;

/** The notes that an overlay action settles, the most useful first. */
export function usefulRepairs(notes: readonly GenerationNote[]): GenerationNote[] {
  const rank = ({ kind }: GenerationNote): number => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);
  return notes.filter(({ action }) => action !== undefined).toSorted((a, b) => rank(a) - rank(b));
}

/**
 * The three most useful repairs, each in a line, and how to see all of them; nothing where there are none.
 *
 * @param all How to see all, such as `` `specloom lint acme --all` ``.
 */
export function renderRepairs(notes: readonly GenerationNote[], all: string): string[] {
  const repairs = usefulRepairs(notes);
  if (repairs.length === 0) return [];
  const shown = repairs.slice(0, SHOWN);
  const rest = repairs.length - shown.length;
  return [
    `  ${count(repairs.length, "repair")} would make it better${rest > 0 ? `, ${shown.length} of them` : ""}:`,
    ...shown.map(({ message, places: [place] }) => {
      const where = place === undefined ? "" : `${formatLocation({ ...place, pointer: undefined })}: `;
      return `    ${where}${oneLine(message, MAX_LENGTH)}`;
    }),
    `  ${all}`,
  ];
}
