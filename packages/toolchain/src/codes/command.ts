import type { Catalogue } from "./catalogue.js";

/** Errors of commands. */
export const commandCodes = {
  "init/not-empty": {
    title: "A new repository needs an empty folder",
    hint: "In a project that exists, `specloom generate <document> --output <folder>` needs no repository of its own. Otherwise name a folder that does not exist yet, as in `specloom init api-clients`.",
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
    hint: "Choose another name; `specloom vendor` takes a newer document of an existing API.",
  },
  "add/output": {
    title: "The output folder is not in the repository, or a Deno project has none",
    hint: "Name a folder below the one that holds `specs`, such as `--output src/api/acme`.",
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
