import type { Catalogue } from "./catalogue.js";

/** The contract and its declarations: what can go wrong, and what to do. */
export const contractCodes = {
  "contract/shape": {
    title: "A part of the document is not what OpenAPI has there",
    hint: "Correct the document with an overlay action.",
  },
  "contract/reference": {
    title: "A reference cannot be followed",
    hint: "Correct the `$ref` with an overlay action, or add what it names.",
  },
  "contract/extension": {
    title: "An x-specloom extension stands where nothing reads it",
    hint: "Correct its name or its place.",
  },
  "contract/declaration": {
    title: "A declaration is not of its form",
    hint: "Correct the value in the overlay.",
  },
  "contract/field": {
    title: "A declared pointer names no field",
    hint: "Point at a field that the schema declares, or add the field to the schema with an overlay action.",
  },
  "contract/parameter-unknown": {
    title: "A declaration names a parameter that does not exist",
    hint: "Name a parameter by its wire name, or a field of the JSON body by a pointer.",
  },
  "contract/operation-unknown": {
    title: "A declaration names an operation that does not exist",
    hint: "Name an operation by its operationId, or as `METHOD path` where it has none.",
  },
  "contract/name-taken": {
    title: "Two operations would have one name",
    hint: "Give one of them another x-specloom-name.",
  },
  "contract/job-place": {
    title: "A resource has no room for a job",
    hint: "Name another resource in the declaration, or rename what stands in the way with x-specloom-name.",
  },
  "contract/lock": {
    title: "The locked contract cannot be read",
    hint: "Restore contract.json from version control, or delete it to derive every name anew.",
  },
} as const satisfies Catalogue;
