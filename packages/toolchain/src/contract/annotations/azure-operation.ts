import type { Job } from "../contract.js";
import { choice } from "../declarations/fields.js";
import { defined } from "../defined.js";
import type { JobContext } from "../job-context.js";
import { member } from "../located.js";
import type { OperationSource } from "../operations.js";
import type { Reader } from "../readings.js";
import { type Annotated, type Annotation, readAnnotation, strayKeys } from "./annotation.js";

const name = "x-ms-long-running-operation";

const ways = ["azure-async-operation", "location", "original-uri", "operation-location"] as const;

/**
 * Azure's long-running operations: the start's answer names the URL of a status monitor in a header, or is itself the
 * resource whose `provisioningState` tells. The words of a monitor, the state of a resource and 202 mean the same.
 * https://github.com/Azure/azure-resource-manager-rpc/blob/master/v1.0/async-api-reference.md
 */
export const azureOperation: Reader<OperationSource, JobContext, Job> = (operation, context) => {
  const at = member(operation.at, name);
  if (at === undefined || at.value === false) return undefined;
  const annotation = { name, at, operation, document: context.document };
  return readAnnotation("vendor:azure", annotation, () => read(annotation, context));
};

function read(annotation: Annotation, context: JobContext): Annotated<Job> {
  const { operation, document } = annotation;
  const options = member(operation.at, `${name}-options`) ?? { value: {}, pointer: operation.at.pointer };
  const notes = strayKeys({ ...annotation, name: `${name}-options` }, options, [
    "final-state-via",
    "final-state-schema",
  ]);
  const via = member(options, "final-state-via");
  const keepsUrl = operation.method === "PUT" || operation.method === "PATCH";
  const fact: Job = defined({
    resource: context.resourceOf(operation),
    operation: operation.id,
    location: ["Azure-AsyncOperation", "Operation-Location", "Location", ...(keepsUrl ? ["$url"] : [])],
    state: ["/status", "/properties/provisioningState", "$statusCode"],
    states: {
      pending: [202],
      succeeded: ["Succeeded", 200, 201, 204],
      failed: ["Failed"],
      cancelled: ["Canceled", "Cancelled"],
    },
    otherwise: "pending" as const,
    error: "/error",
    result: resultOf(operation, via && choice(ways)(via, document)),
    start: [{ operation: operation.id }],
    origin: "vendor:azure" as const,
  });
  return { fact, notes };
}

/** Where the final state is found; without a word of it, a PUT or PATCH has made the resource at its own URL. */
function resultOf({ id, method }: OperationSource, via: (typeof ways)[number] | undefined): Job["result"] {
  if (method === "DELETE") return undefined;
  const own = method === "PUT" || method === "PATCH" ? ["$url"] : [];
  switch (via) {
    case "azure-async-operation":
      return { pointer: "", like: id };
    case "original-uri":
      return { location: ["$url"] };
    case "operation-location":
      return { location: ["/resourceLocation", ...own] };
    case "location":
      return { location: ["Location"] };
    case undefined:
      return { location: own.length > 0 ? own : ["Location"] };
  }
}
