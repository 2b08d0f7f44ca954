import type { Catalogue } from "./catalogue.js";

/** Drift: what can go wrong, and what to do. */
export const driftCodes = {
  "drift/accepted": {
    title: "The list of accepted findings cannot be read",
    hint: "Give a list of entries, each with `fingerprint`, `reason` and, where it should end, `expires: YYYY-MM-DD`.",
  },
  "drift/state": {
    title: "There is nothing to compare at the place named",
    hint: "Name a document, a folder with a source.yaml, a folder with `specs`, or a git revision.",
  },
  "drift/none": {
    title: "No provider is in both states",
    hint: "Check the names: a comparison of nothing would be green for no reason.",
  },
  "drift/repair": {
    title: "A repair can no longer be made",
    hint: "Change or remove the overlay action, and run `specloom drift` again.",
  },
} as const satisfies Catalogue;
