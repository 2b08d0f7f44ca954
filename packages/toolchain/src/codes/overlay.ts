import type { Catalogue } from "./catalogue.js";

/** Errors of overlays. */
export const overlayCodes = {
  "overlay/invalid": {
    title: "The file is not a valid overlay document",
    hint: "Compare the field with the Overlay specification's section on its object.",
  },
  "overlay/version": {
    title: "The overlay's version is not supported",
    hint: "Write `overlay: 1.1.0`, or a version 1.0.x for a document without copy actions.",
  },
  "overlay/unknown-key": {
    title: "The overlay document has an unknown field",
    hint: "Correct the field's name, or begin it with x-.",
  },
  "overlay/query": {
    title: "A target or copy is not a JSONPath query",
    hint: "Write the query as RFC 9535 defines it; write names with characters other than letters, digits and _ as ['name'].",
  },
  "overlay/unmatched": {
    title: "An action's target matches nothing",
    hint: "Correct the target, or set x-allow-unmatched: true on the action.",
  },
  "overlay/clash": {
    title: "An action's value cannot be merged into its target",
    hint: "Merge objects into objects, arrays into arrays and primitives into primitives; to change a type, remove it first.",
  },
  "overlay/mixed-targets": {
    title: "An action's target selects nodes of different kinds",
    hint: "Narrow the target with a filter, or write one action for each kind.",
  },
  "overlay/remove-root": {
    title: "An action removes the whole document",
    hint: "Choose a target inside the document.",
  },
  "overlay/copy-source": {
    title: "The source of a copy is not one node",
    hint: "Write a query that selects exactly one node, after the earlier actions.",
  },
  "overlay/update-with-copy": {
    title: "An action has both update and copy",
    hint: "Split the action into two.",
  },
  "overlay/too-deep": {
    title: "The document nests too deeply for an overlay",
    hint: "Look for an action that copies a node into itself repeatedly.",
  },
} as const satisfies Catalogue;
