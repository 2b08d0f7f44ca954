import type { Catalogue } from "./catalogue.js";

/** Errors of reading documents. */
export const documentCodes = {
  "document/subset": {
    title: "A pattern of operations names none",
    hint: "Correct `include` and `exclude`, or remove the pattern.",
  },
  "document/unreadable": {
    title: "The document cannot be read",
    hint: "Check that the file exists, is UTF-8 text and holds well-formed YAML or JSON.",
  },
  "document/too-large": {
    title: "The document is larger than the toolchain reads",
    hint: "Split the document, or remove the examples that make it large.",
  },
  "document/too-deep": {
    title: "The document is nested deeper than the toolchain reads",
    hint: "Move the inner schemas to components and refer to them with $ref.",
  },
  "document/duplicate-key": {
    title: "A mapping has the same key twice",
    hint: "Remove one of the two: parsers disagree on which one counts.",
  },
  "document/alias": {
    title: "A YAML alias cannot be followed",
    hint: "Write the value out, or refer to it with $ref.",
  },
  "document/tag": {
    title: "A YAML tag is not one of JSON's types",
    hint: "Remove the tag: only !!str, !!int, !!float, !!bool, !!null, !!map and !!seq are read.",
  },
  "document/several-documents": {
    title: "The file holds more than one YAML document",
    hint: "Keep one document in each file.",
  },
  "document/number": {
    title: "A number has no JSON form",
    hint: "Write a finite number, or quote the value if text is meant.",
  },
  "document/not-openapi": {
    title: "The text is not an OpenAPI document",
    hint: "Check that the file holds the API description itself and not an error page or another format.",
  },
  "document/version": {
    title: "The version of OpenAPI is not one that the toolchain reads",
    hint: "Give a document of OpenAPI 2.0, 3.0, 3.1 or 3.2.",
  },
  "document/upgrade": {
    title: "The document cannot be upgraded to OpenAPI 3.1",
    hint: "Validate the document against the version that it declares.",
  },
  "document/reference": {
    title: "A reference has no target in the files of the document",
    hint: "Correct the `$ref`, or add the file that it names. Only files below the document's folder are read, under `specs` those that source.yaml lists: bundle others into the document first.",
  },
  "document/page": {
    title: "The page does not hold one OpenAPI fragment",
    hint: "Fetch the page again: its OpenAPI section is one yaml fence whose header names the operation.",
  },
  "document/header": {
    title: "The header of a page's OpenAPI fence cannot be read",
    hint: "The header has to be `METHOD path` or `URL method path`.",
  },
  "document/operation": {
    title: "A page does not describe the operation that its header names",
    hint: "Fetch the page again: its header and its fragment come from different versions.",
  },
  "document/legacy-page": {
    title: "The page has an older format of documentation hosts, which is not OpenAPI",
    hint: "Fetch the page again, or take the provider's whole document and set `document: whole` in source.yaml.",
  },
  "document/conflict": {
    title: "Two pages of one API disagree",
    hint: "Decide in source.yaml, under `conflicts`, which page is right.",
  },
  "document/decision": {
    title: "A decision in source.yaml cannot be applied",
    hint: "Correct or remove the entry under `conflicts`.",
  },
  "document/none": {
    title: "A provider has no document",
    hint: "List at least one file under `files` in source.yaml.",
  },
  "document/missing": {
    title: "A file listed in source.yaml is missing",
    hint: "Restore the file, or remove it from `files` in source.yaml.",
  },
  "document/unlisted": {
    title: "A file is not listed in source.yaml",
    hint: "Add the file to `files` in source.yaml, or delete it.",
  },
  "document/defects": {
    title: "The document has defects, and none is allowed",
    hint: "Repair them with overlay actions, which `specloom lint` prints, or generate without --strict and `strict: true`.",
  },
  "source/invalid": {
    title: "source.yaml is not valid",
    hint: "Give `name`, `package` or `output`, `title`, `document` (`pages` or `whole`) and `files`, and no other keys except `client`, `entry`, `include`, `exclude`, `strict`, `conflicts`, `hosts` and `credentials`.",
  },
} as const satisfies Catalogue;
