import type { Catalogue } from "./catalogue.js";

/** Providers and output: what can go wrong, and what to do. */
export const outputCodes = {
  "provider/unknown": {
    title: "There is no such provider",
    hint: "Name a folder of `specs` that holds a `source.yaml`, or none for all of them.",
  },
  "provider/source": {
    title: "A provider's folder does not say whose it is",
    hint: "Write a `source.yaml` with its name, package, title and documents, or remove the folder.",
  },
  "provider/manifest": {
    title: "A provider's package has no usable manifest",
    hint: "Write a `package.json` with the name that source.yaml says and a version.",
  },
  "provider/readme": {
    title: "A README has one marker of its generated part without the other",
    hint: "Put the missing marker back, or remove the other to keep the whole page by hand.",
  },
  "provider/none": {
    title: "The repository has no provider yet",
    hint: "Add one with `specloom add <name> <file or URL>`, or name the repository's folder with --root.",
  },
  "output/unwritable": {
    title: "The output cannot be written",
    hint: "Make the folder writable, or remove what stands in its place. No file was changed.",
  },
  "output/interrupted": {
    title: "Writing stopped half-way",
    hint: "Every file is whole, old or new. Remove what stands in the way and run the command again.",
  },
} as const satisfies Catalogue;
