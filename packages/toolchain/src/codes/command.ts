import type { Catalogue } from "./catalogue.js";

/** Commands: what can go wrong with what was asked for, and what to do. */
export const commandCodes = {
  "init/not-empty": {
    title: "A new repository needs a folder of its own",
    hint: "Name a folder that does not exist yet, as in `init api-clients`, or empty this one.",
  },
  "explain/unknown": {
    title: "No operation has that id, name or route",
    hint: "`specloom list --operations` prints all of them.",
  },
  "add/name": {
    title: "An API cannot have that name",
    hint: "Give a lower-case name of letters, digits and single hyphens that begins with a letter.",
  },
  "add/exists": {
    title: "There is an API of that name already",
    hint: "Choose another name; `specloom vendor <name>` fetches a newer document of the one that is there.",
  },
  "add/package": {
    title: "The package cannot be called so",
    hint: "Give an npm name in lower case, such as `@acme/client`, that no other package here has.",
  },
  "add/documents": {
    title: "The documents cannot be added together",
    hint: "Give one whole document, or documentation pages that each hold an operation.",
  },
  "lint/rule": {
    title: "No rule has that id",
    hint: "`specloom lint --rules` lists them.",
  },
} as const satisfies Catalogue;
