import type { Catalogue } from "./catalogue.js";

/** Errors of commands. */
export const commandCodes = {
  "init/not-empty": {
    title: "A new repository needs an empty folder",
    hint: "Name a folder that does not exist yet, as in `init api-clients`, or empty this one.",
  },
  "explain/unknown": {
    title: "No operation has this id, name or route",
    hint: "`specloom list --operations` prints all of them.",
  },
  "add/name": {
    title: "The name of the API is not valid",
    hint: "Give a lower-case name of letters, digits and single hyphens that begins with a letter.",
  },
  "add/exists": {
    title: "An API with this name already exists",
    hint: "Choose another name; `specloom vendor <name>` fetches a newer document of the existing API.",
  },
  "add/package": {
    title: "The name of the package is not valid",
    hint: "Give an npm name in lower case, such as `@acme/client`, that no other package uses.",
  },
  "add/documents": {
    title: "The documents cannot be added together",
    hint: "Give one whole document, or documentation pages with an operation each.",
  },
  "lint/rule": {
    title: "No rule has this id",
    hint: "`specloom lint --rules` lists them.",
  },
} as const satisfies Catalogue;
