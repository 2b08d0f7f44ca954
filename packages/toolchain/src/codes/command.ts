import type { Catalogue } from "./catalogue.js";

/** Commands: what can go wrong with what was asked for, and what to do. */
export const commandCodes = {
  "init/not-empty": {
    title: "A new repository needs a folder of its own",
    hint: "Name a folder that does not exist yet, such as `specloom init api-clients`, or empty this one.",
  },
  "explain/unknown": {
    title: "No operation has that id, name or route",
    hint: "`specloom list --operations` prints all of them.",
  },
} as const satisfies Catalogue;
