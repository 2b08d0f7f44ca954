import { members, member } from "../../openapi/located.js";
import { schemaFieldOf } from "../../openapi/schema-fields.js";
import type { Job } from "../contract.js";
import type { JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";
import { pathShapeOf } from "./path-index.js";
import { type StatusPlace, statusPlaceOf } from "./status-place.js";
import { stateSign } from "./job-signs.js";
import { isJobWord } from "./job-words.js";

/** The headers that name a status, and the operations whose answers have one of them. */
export type LocatedStarts = Required<Pick<Job, "location" | "start">>;

/**
 * Operations that answer with the URL of a status in a header. `Operation-Location` and `Azure-AsyncOperation` have no
 * other meaning. `Location` has this meaning in a 202, and in a 201 of a POST to the collection of the jobs. At other paths,
 * these headers count only if one operation of the document reports the status of all such work.
 */
export function locatedStarts(
  status: OperationSource,
  place: StatusPlace,
  context: JobContext,
): LocatedStarts | undefined {
  const isAnywhere = isJobWord("operation", place.word) && isOnlyStatus(status, context);
  const found = [...context.operations.values()].flatMap((operation) => {
    const isHere = operation.method === "POST" && pathShapeOf(operation) === place.collection;
    const names = operation.method !== "GET" && (isHere || isAnywhere) ? statusHeaders(operation, isHere) : [];
    return names.length === 0 ? [] : [{ operation: operation.id, names }];
  });
  if (found.length === 0) return undefined;
  return {
    location: [...new Set(found.flatMap(({ names }) => names))],
    start: found.map(({ operation }) => ({ operation })),
  };
}

function statusHeaders({ responses }: OperationSource, isHere: boolean): string[] {
  return responses
    .filter(({ status }) => status.startsWith("2"))
    .flatMap(({ status, at }) =>
      members(member(at, "headers") ?? { value: {}, pointer: "" })
        .map(([name]) => name)
        .filter(
          (name) =>
            /^(operation-location|azure-asyncoperation)$/iu.test(name) ||
            ((status === "202" || (isHere && status === "201")) && /^location$/iu.test(name)),
        ),
    );
}

function isOnlyStatus(status: OperationSource, { operations, document }: JobContext): boolean {
  return [...operations.values()].every((other) => {
    const place =
      other === status || other.method !== "GET" || other.answer === undefined ? undefined : statusPlaceOf(other);
    if (place === undefined || !isJobWord("operation", place.word) || other.answer === undefined) return true;
    return stateSign(document, schemaFieldOf(document, other.answer), place.noun) === undefined;
  });
}
