import type { Catalogue } from "./catalogue.js";

/** Errors of the contract and its declarations. */
export const contractCodes = {
  "contract/shape": {
    title: "A part of the document does not follow OpenAPI",
    hint: "Correct the document with an overlay action.",
  },
  "contract/reference": {
    title: "A reference cannot be followed",
    hint: "Correct the `$ref` with an overlay action, or add its target.",
  },
  "contract/extension": {
    title: "An x-specloom extension has no effect at its position",
    hint: "Correct its name or its position.",
  },
  "contract/declaration": {
    title: "A declaration has an invalid value",
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
    title: "Two operations would have the same name",
    hint: "Give one of them another x-specloom-name.",
  },
  "contract/job-place": {
    title: "A resource cannot have this job's methods",
    hint: "Name another resource in the declaration, or rename the conflicting method with x-specloom-name.",
  },
  "contract/lock": {
    title: "The locked contract cannot be read",
    hint: "Restore contract.json from version control, or delete it to derive every name again.",
  },
} as const satisfies Catalogue;
