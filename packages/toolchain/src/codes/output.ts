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
    hint: "Copy `package.json` of another provider's package and give it a name and a version.",
  },
  "provider/none": {
    title: "There is nothing to generate",
    hint: "Put a provider's documents and its `source.yaml` into `specs/<name>`.",
  },
  "output/unwritable": {
    title: "The output cannot be written",
    hint: "Make the folder writable, or remove what stands in its place. No file was changed.",
  },
} as const satisfies Catalogue;
