import { createObjectMemory } from "../../memory.js";
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
 * other meaning. `Location` has this meaning in a 202, and in a 201 of a POST to the collection of the jobs. At other
 * paths, these headers count only if one operation reports the status of all such work in the document, or of all such
 * work on one thing. A start does not count if its thing has a status of another kind.
 */
export function locatedStarts(
  status: OperationSource,
  place: StatusPlace,
  context: JobContext,
): LocatedStarts | undefined {
  const isOfOperations = isJobWord("operation", place.word);
  const thing = place.collection.slice(0, place.collection.lastIndexOf("/"));
  const isReported = (shape: string): boolean =>
    isOfOperations &&
    (isBelow(shape, thing) || isOnlyStatus(status, context)) &&
    !statusesWithSign(context).some((other) => other.item !== place.item && isBelow(other.item, thingOf(shape)));
  const found = [...context.operations.values()].flatMap((operation) => {
    const shape = pathShapeOf(operation);
    const isHere = operation.method === "POST" && shape === place.collection;
    const names = operation.method === "GET" ? [] : statusHeaders(operation, isHere);
    return names.length === 0 || !(isHere || isReported(shape)) ? [] : [{ operation: operation.id, names }];
  });
  if (found.length === 0) return undefined;
  return {
    location: [...new Set(found.flatMap(({ names }) => names))],
    start: found.map(({ operation }) => ({ operation })),
  };
}

/** Returns true for the path of a thing and for each path below it. */
function isBelow(shape: string, thing: string): boolean {
  return thing.endsWith("}") && /^$|^[/:]/u.test(shape.slice(thing.length)) && shape.startsWith(thing);
}

/** The path of what an operation acts on: `/widgets/{}` of `/widgets/{}:analyze`. */
function thingOf(shape: string): string {
  return shape.slice(0, shape.lastIndexOf("}") + 1);
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

function isOnlyStatus(status: OperationSource, context: JobContext): boolean {
  const item = pathShapeOf(status);
  return statusesWithSign(context).every((other) => other.shape === item || !isJobWord("operation", other.word));
}

interface SignedStatus extends StatusPlace {
  readonly shape: string;
}

const signed = createObjectMemory<readonly SignedStatus[]>();

/** The statuses that a GET by id reports. */
function statusesWithSign({ operations, document }: JobContext): readonly SignedStatus[] {
  return signed(operations, () =>
    [...operations.values()].flatMap((operation) => {
      const place = operation.method === "GET" ? statusPlaceOf(operation) : undefined;
      if (place === undefined || operation.answer === undefined) return [];
      const sign = stateSign(document, schemaFieldOf(document, operation.answer), place.noun);
      return sign === undefined ? [] : [{ ...place, shape: pathShapeOf(operation) }];
    }),
  );
}
