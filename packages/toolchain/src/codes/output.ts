import type { Catalogue } from "./catalogue.js";

/** Errors of providers and output. */
export const outputCodes = {
  "provider/unknown": {
    title: "The provider does not exist",
    hint: "Name a folder of `specs` that holds a `source.yaml`, or no name for all providers.",
  },
  "provider/source": {
    title: "A provider's folder has no source.yaml",
    hint: "Write a `source.yaml` with its name, package, title and documents, or remove the folder.",
  },
  "provider/manifest": {
    title: "A provider's package has no usable manifest",
    hint: "Write a `package.json` with the name in source.yaml and a version.",
  },
  "provider/readme": {
    title: "A README has only one marker of its generated part",
    hint: "Add the missing marker, or remove the other one to write the whole page by hand.",
  },
  "provider/none": {
    title: "The repository has no provider yet",
    hint: "Add one with `specloom add <name> <file or URL>`, or name the repository's folder with --root.",
  },
  "path/outside": {
    title: "A path leads out of the repository",
    hint: "Replace the link by the folder or file itself. Nothing outside of the repository was read or changed.",
  },
  "output/foreign": {
    title: "The output folder holds a file that Specloom has not written",
    hint: "Name a folder of its own with --output, or move the file. Nothing was changed.",
  },
  "output/nested": {
    title: "The output is in the folder of another client, or around one",
    hint: "Name a folder beside the other client, such as `--output src/api/acme` beside src/api/beta. Nothing was changed.",
  },
  "output/file": {
    title: "The output folder has the name of a file",
    hint: "Name a folder, such as `--output src/api`. For types in one file, run `specloom types <document> --output src/api.d.ts`.",
  },
  "output/installed": {
    title: "The output is in node_modules",
    hint: "Name a folder among your own sources, such as `--output src/api`: package managers remove what they have not installed. Nothing was changed.",
  },
  "output/missing": {
    title: "A document needs a folder for its client",
    hint: "Add `--output <folder>`, such as `--output src/api`; or name a folder of `specs`.",
  },
  "output/document": {
    title: "An output folder needs a document",
    hint: "Name it first: `specloom generate openapi.yaml --output src/api`.",
  },
  "output/client": {
    title: "The name of the client is not valid",
    hint: "Give a class name of letters and digits that begins with a capital, such as `--client Acme`.",
  },
  "output/watch": {
    title: "Nothing here can be watched",
    hint: "Watch the client of a file; run `specloom generate` again for an address or standard input.",
  },
  "output/overlay": {
    title: "The overlay to be written exists, or is in the client's folder",
    hint: "Pass it with `--overlay`, or give --write-overlay the name of a new file. Nothing was changed.",
  },
  "output/unwritable": {
    title: "The output cannot be written",
    hint: "Name another place, or make the folder writable. No file was changed.",
  },
  "output/interrupted": {
    title: "Writing was interrupted",
    hint: "Every file is complete, old or new. Remove the obstacle and run the command again.",
  },
} as const satisfies Catalogue;
