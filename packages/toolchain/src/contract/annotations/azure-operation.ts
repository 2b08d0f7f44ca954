import { referenceOf } from "../../openapi/reference.js";
import type { Job } from "../contract.js";
import { choice, textField } from "../declarations/fields.js";
import { omitUndefined } from "../omit-undefined.js";
import type { JobContext } from "../job-context.js";
import { member } from "../../openapi/located.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import { type Annotated, type Annotation, readAnnotation, strayKeys, unused } from "./annotation.js";

const name = "x-ms-long-running-operation";

const ways = ["azure-async-operation", "location", "original-uri", "operation-location"] as const;

/**
 * Azure's long-running operations. The start's response names the URL of a status monitor in a header, or is itself the
 * resource with a `provisioningState`. The states of a monitor, the states of a resource and 202 mean the same.
 * https://github.com/Azure/azure-resource-manager-rpc/blob/master/v1.0/async-api-reference.md
 */
export const azureOperation: FactReader<OperationSource, JobContext, Job> = (operation, context) => {
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
  const schema = member(options, "final-state-schema");
  const like = schema && operationLike(textField(schema, document), context);
  const whose = schema === undefined || like !== undefined ? [] : [untyped({ ...annotation, at: schema })];
  const keepsUrl = operation.method === "PUT" || operation.method === "PATCH";
  const fact: Job = omitUndefined({
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
    result: typedAs(like, resultOf(operation, via && choice(ways)(via, document))),
    start: [{ operation: operation.id }],
    origin: "vendor:azure" as const,
  });
  return { fact, notes: [...notes, ...whose] };
}

/** An operation that returns the schema of the final state, preferably a GET; it determines the type of the result. */
function operationLike(reference: string, { operations }: JobContext): string | undefined {
  const schema = reference.split("/").at(-1);
  const like = [...operations.values()].filter(({ answer }) => {
    return answer !== undefined && referenceOf(answer.value)?.split("/").at(-1) === schema;
  });
  return (like.find(({ method }) => method === "GET") ?? like[0])?.id;
}

function typedAs(like: string | undefined, result: Job["result"]): Job["result"] {
  return like === undefined || result === undefined || "operation" in result ? result : { ...result, like };
}

function untyped(annotation: Annotation): Note {
  const why =
    "no operation returns the schema in final-state-schema, so the result has the type of this operation's response.";
  return unused({ ...annotation, name: `${name}-options` }, why);
}

/** The location of the final state; without a declaration, a PUT or PATCH has made the resource at its own URL. */
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
