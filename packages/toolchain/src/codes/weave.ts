import type { Catalogue } from "./catalogue.js";

/** Errors of custom wrappers. */
export const weaveCodes = {
  "weave/marker": {
    title: "A custom wrapper does not name its resource",
    hint: 'Declare its first parameter as `this: Pick<Resource, "method">`, with the class name of the resource.',
  },
  "weave/syntax": {
    title: "A custom wrapper's file is not TypeScript",
    hint: "Correct the syntax; an editor shows the same error.",
  },
  "weave/return-type": {
    title: "A custom wrapper has no return type",
    hint: "Declare the return type; the generated class uses it unchanged.",
  },
  "weave/unknown-resource": {
    title: "A custom wrapper belongs to a resource that the client does not have",
    hint: "Correct the class name in `this: Pick<…>`, or name an operation in the overlay so that the resource exists.",
  },
  "weave/name-taken": {
    title: "A custom wrapper has a name that its resource already uses",
    hint: "Rename the function.",
  },
} as const satisfies Catalogue;
