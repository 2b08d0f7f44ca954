import { formatLocation } from "../../location.js";
import { type Json, type JsonObject, isObject } from "../../json.js";
import type { OperationPlace } from "../../openapi/operations.js";
import { templateNames } from "../../openapi/path-template.js";
import { objectFrom } from "../../openapi/references.js";
import type { Draft } from "./draft.js";

/** The operationIds that several operations of `paths` have; each but the first is told. */
export function sharedIds(draft: Draft, operations: readonly OperationPlace[]): ReadonlySet<string> {
  // What has no id is known by its route.
  const first = new Map(operations.map((operation) => [routeOf(operation), operation]));
  const shared = new Set<string>();
  for (const operation of operations) {
    const id = operation.at.value["operationId"];
    if (typeof id !== "string") continue;
    const other = first.get(id);
    first.set(id, other ?? operation);
    if (other === undefined || other === operation) continue;
    shared.add(id);
    const place = formatLocation(draft.document.locate(`${other.at.pointer}/operationId`));
    draft.report("operation-id-duplicate", `${operation.at.pointer}/operationId`, {
      name: `${routeOf(operation)}, and ${routeOf(other)} at ${place}`,
      found: id,
      reading: idOf(operation),
    });
  }
  return shared;
}

/** Tells of names in path templates that no parameter declares. */
export function reportUndeclared(draft: Draft, operations: readonly OperationPlace[]): void {
  for (const operation of operations) {
    const names = templateNames(operation.path);
    if (names.length === 0) continue;
    const declared = [operation.pathItem, operation.at].flatMap((holder) => namesIn(draft, holder.value));
    for (const name of names)
      if (!declared.includes(name))
        draft.report("path-parameter-undeclared", operation.at.pointer, { name, expected: routeOf(operation) });
  }
}

function namesIn(draft: Draft, { parameters }: JsonObject): Json[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.flatMap((item) => {
    const { in: place, name } = objectFrom(draft.value, { value: item, pointer: "" })?.value ?? {};
    return isObject(item) && (place === "path" || place === undefined) && name !== undefined ? [name] : [];
  });
}

function routeOf({ method, path }: OperationPlace): string {
  return `${method} ${path}`;
}

/** An id of method and path: `GET /caps/{id}` is `getCapsId`. */
function idOf({ method, path }: OperationPlace): string {
  const words = path.split(/[^A-Za-z0-9]+/u).filter((word) => word !== "");
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
}
