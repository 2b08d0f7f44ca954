import type { Catalogue } from "./catalogue.js";

/** Errors of drift. */
export const driftCodes = {
  "drift/accepted": {
    title: "The list of accepted findings cannot be read",
    hint: "Give a list of entries, each with `fingerprint`, `reason` and, where it should end, `expires: YYYY-MM-DD`.",
  },
  "drift/state": {
    title: "A state to compare does not exist",
    hint: "Name a document, its address, a folder with a source.yaml or with `specs`, a git revision, `revision:path`, or `-`.",
  },
  "drift/none": {
    title: "Neither state has the provider",
    hint: "Give both states by --from and --to, and check the names; an empty comparison would always succeed.",
  },
  "drift/too-deep": {
    title: "Schemas refer to each other in longer chains than a comparison can follow",
    hint: "Shorten the chains of `$ref`.",
  },
  "drift/repair": {
    title: "An overlay action no longer applies",
    hint: "Change or remove the overlay action, and run `specloom drift` again.",
  },
} as const satisfies Catalogue;
